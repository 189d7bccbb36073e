import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.images.light import STRETCHED
from analysis.morphology.sources import find_sources, full_size, stands_out


def scene(galaxy=True, star=True):
    """A galaxy in the middle and a star, on noise, in the picture's grey levels."""
    y, x = np.mgrid[:128, :128] - 64
    image = 20 + np.random.default_rng(4).normal(0, 2, (128, 128))
    image += galaxy * 150 * np.exp(-np.hypot(x, y) / 12)
    return image + star * 120 * np.exp(-((x - 40) ** 2 + (y + 45) ** 2) / 8)


def test_galaxy_star_and_sky_are_told_apart():
    found = find_sources(scene(), STRETCHED)
    galaxy, detected = full_size(found.galaxy), full_size(found.detected)
    assert galaxy.shape == (128, 128)
    assert galaxy[64, 64]
    assert detected[19, 104]
    assert not galaxy[19, 104]
    assert not detected[120, 10]
    assert found.others == 1


def test_an_empty_middle_leaves_the_other_sources():
    found = find_sources(scene(galaxy=False), STRETCHED)
    assert not found.galaxy.any()
    assert found.detected[9, 52]
    assert found.others == 1


@pytest.mark.parametrize("image", [np.zeros((64, 64)), scene(False, False)])
def test_where_nothing_is_detected_all_is_sky(image):
    found = find_sources(image, STRETCHED)
    assert not found.detected.any()
    assert found.label == found.others == 0
    assert np.isfinite(found.light).all()


def test_noise_does_not_stand_out_and_a_galaxy_does():
    generator = np.random.default_rng(8)
    noise = gaussian_filter(generator.normal(size=(200, 64, 64)), (0, 1, 1))
    skies = 30 + 5 * noise / noise.std()
    # Correlated noise has clumps that count as sources, some of them in the middle.
    assert any(find_sources(sky, STRETCHED).label for sky in skies)
    assert not any(map(stands_out, skies))
    rows, columns = np.mgrid[:64, :64] - 31.5
    assert all(map(stands_out, skies[:20] + 25 * np.exp(-np.hypot(rows, columns) / 6)))
