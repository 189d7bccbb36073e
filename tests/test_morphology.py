import numpy as np
import pytest

from analysis.morphology import measure


def galaxy(axis_ratio, angle, scale, peak=180.0, side=256, noise=3.0, neighbour=True):
    """An exponential disc in noise; the position angle in degrees, counter-clockwise."""
    rows, columns = np.mgrid[:side, :side] - side // 2
    x, y = columns, -rows
    t = np.deg2rad(angle)
    along, across = x * np.cos(t) + y * np.sin(t), -x * np.sin(t) + y * np.cos(t)
    image = peak * np.exp(-np.hypot(along, across / axis_ratio) / scale)
    if neighbour:
        image += 150 * np.exp(-np.hypot(x - 95, y - 95) / 3)
    return image + 20 + np.random.default_rng(12).normal(0, noise, image.shape)


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 135])
def test_ellipticity_components_follow_the_position_angle(angle):
    result = measure(galaxy(0.5, angle, 14)[None])
    expected = (1 - 0.5) / (1 + 0.5)
    assert result.e1[0] == pytest.approx(expected * np.cos(np.deg2rad(2 * angle)), abs=0.05)
    assert result.e2[0] == pytest.approx(expected * np.sin(np.deg2rad(2 * angle)), abs=0.05)


def test_size_and_brightness_follow_the_disc():
    """The half-light radius of an exponential disc is 1.678 scale lengths."""
    images = np.stack([galaxy(1, 0, scale) for scale in (8, 12, 16)])
    result = measure(images)
    np.testing.assert_allclose(result.half_light_radius, 1.678 * np.array([8, 12, 16]), rtol=0.1)
    np.testing.assert_allclose(
        result.brightness, 2 * np.pi * 180 * np.array([8, 12, 16]) ** 2, rtol=0.1
    )


def test_concentration_is_that_of_an_exponential_disc():
    """r80 / r20 is 2.994 / 0.824 scale lengths."""
    result = measure(galaxy(1, 0, 10)[None])
    assert result.concentration[0] == pytest.approx(5 * np.log10(2.994 / 0.824), abs=0.2)


def test_an_image_without_a_galaxy_is_not_guessed():
    sky = np.random.default_rng(13).normal(20, 3, (256, 256))
    result = measure(np.stack([sky, galaxy(1, 0, 10)]))
    assert result.unmeasured == [0]
    assert np.isnan(result.brightness[0])
    assert np.isfinite(result.brightness[1])
