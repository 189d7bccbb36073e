import h5py
import numpy as np
import pytest

from analysis.images.light import DARK, PROPORTIONAL, STRETCHED
from analysis.images.reading import open_galaxies
from analysis.images.stretch import stretch
from analysis.morphology.properties import measure_photometry
from analysis.simulation import simulate


def opened(images, path):
    with h5py.File(path, "w") as file:
        file["images_spirals"] = images
    return open_galaxies(path, None, 1)


@pytest.fixture(scope="module")
def pictures():
    return simulate(8, 128, 5).images


def test_no_light_has_the_value_that_the_stretch_gives_to_it():
    assert abs(stretch(np.zeros((3, 4, 4), np.float32)) - DARK).max() <= 0.5


@pytest.mark.parametrize("unit", [1, 1 / 255], ids=["bytes", "fractions"])
def test_pictures_of_the_survey_are_recognised(pictures, tmp_path, unit):
    stored = pictures if unit == 1 else (pictures * unit).astype(np.float32)
    galaxies = opened(stored, tmp_path / "set.hdf5")
    assert galaxies.stretched
    assert galaxies.read(slice(0, 2)).light is STRETCHED


@pytest.mark.parametrize(
    "shown", [lambda light: light - 0.01, lambda light: np.round(40 * light).astype(np.uint8)]
)
def test_fluxes_are_measured_as_they_are(pictures, tmp_path, shown):
    """Whether sky-subtracted floats or bytes without a stretch: light is what is stored."""
    light = STRETCHED.of(pictures.astype(np.float64)).clip(0, 5)
    galaxies = opened(shown(light), tmp_path / "set.hdf5")
    assert not galaxies.stretched
    assert galaxies.read(slice(0, 2)).light is PROPORTIONAL


def test_brightness_of_fluxes_is_proportional_to_them(tmp_path):
    """A galaxy of twice the flux in the same set is measured to be twice as bright."""
    rows, columns = np.indices((128, 128)) - 63.5
    profile = np.exp(-np.hypot(rows, columns) / 8)
    noise = np.random.default_rng(0).normal(0, 0.01, (2, 128, 128, 3))
    fluxes = np.stack([profile, 2 * profile])[..., None] + noise
    galaxies = opened(fluxes, tmp_path / "set.hdf5")
    measured = measure_photometry(galaxies.read(slice(0, 2)), ("z", "r", "g"))
    assert measured.brightness[1] / measured.brightness[0] == pytest.approx(2, rel=0.05)
    assert measured.colour == pytest.approx(0, abs=0.05)
