import h5py
import numpy as np
import pytest

from analysis.images.reading import open_galaxies
from analysis.results.example import choose_example

SIDE = 128
ROWS, COLUMNS = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2


def galaxy(contrast, row=0, column=0, scale=9.0):
    """A disc with two arms of that contrast, away from the middle by so many pixels."""
    radius = np.hypot(ROWS - row, COLUMNS - column)
    angle = np.arctan2(-(ROWS - row), COLUMNS - column)
    wave = np.cos(2 * angle - 2 / np.tan(np.radians(20)) * np.log(radius + 1e-9))
    return 150 * np.exp(-radius / scale) * (1 + contrast * wave)


def opened(pictures, path):
    rng = np.random.default_rng(0)
    images = np.stack(pictures)[..., None] + rng.normal(18, 4, (len(pictures), SIDE, SIDE, 3))
    with h5py.File(path, "w") as file:
        file["images_spirals"] = np.clip(images, 0, 255).astype(np.uint8)
    return open_galaxies(path, None, 1)


@pytest.fixture(scope="module")
def galaxies(tmp_path_factory):
    """A smooth one, arms beside a brighter disc, arms that fill the image, and plain arms."""
    pictures = [
        galaxy(0),
        galaxy(0.6) + 1.5 * galaxy(0, 45, -40),
        galaxy(0.6, scale=40.0),
        galaxy(0.4),
        galaxy(0.1),
    ]
    return opened(pictures, tmp_path_factory.mktemp("example") / "set.hdf5")


def test_the_clearest_arms_of_a_galaxy_alone_are_chosen(galaxies):
    example = choose_example(galaxies, None)
    assert (example.galaxy, example.asked_for, example.alone) == (3, False, True)
    assert example.spiral_power > 2 * choose_example(galaxies, 4).spiral_power
    assert example.compared == 5


def test_what_is_asked_for_is_taken(galaxies):
    example = choose_example(galaxies, 2)
    assert (example.galaxy, example.asked_for, example.alone) == (2, True, False)


def test_where_none_is_alone_the_clearest_is_taken(tmp_path):
    filling = [galaxy(contrast, scale=20.0) for contrast in (0.6, 0.9, 0.7)]
    example = choose_example(opened(filling, tmp_path / "set.hdf5"), None)
    assert (example.galaxy, example.alone) == (1, False)
