"""Sets that hold negatives, or one galaxy that outweighs all others, are told."""

import h5py
import numpy as np
import pytest

from analysis.images.reading import open_galaxies
from analysis.results.data import describe
from analysis.results.example import Example
from analysis.results.image_file import ImageFile

NUMBER, SIDE = 16, 32
EXAMPLE = Example(0, True, 0.5, 0.4, NUMBER, True)


@pytest.fixture
def described(tmp_path):
    def of(images):
        path = tmp_path / "galaxies.hdf5"
        with h5py.File(path, "w") as file:
            file["images_spirals"] = images
        galaxies = open_galaxies(path, None, NUMBER)
        return describe(ImageFile("file", path, None), galaxies, EXAMPLE, 4)

    return of


@pytest.fixture
def images():
    """Round galaxies on a dark sky, float32."""
    y, x = np.indices((SIDE, SIDE)) - SIDE / 2
    galaxy = 200 * np.exp(-np.hypot(x, y) / 4)
    noise = np.random.default_rng(5).normal(20, 1, (NUMBER, SIDE, SIDE, 3))
    return (galaxy[None, :, :, None] + noise).astype(np.float32)


def test_ordinary_galaxies_raise_no_doubts(described, images):
    found = described(images)
    assert found.no_brighter == 0
    assert found.richest_share == pytest.approx(1 / NUMBER, rel=0.1)
    assert not found.dominated


def test_negatives_are_counted(described, images):
    images[::4] = 255 - images[::4]
    assert described(images).no_brighter == NUMBER // 4


def test_a_galaxy_that_outweighs_all_others_is_named(described, images):
    images[3] *= 500
    found = described(images)
    assert found.dominated
    assert found.richest == 3
    expected = 500**2 / (500**2 + NUMBER - 1)
    assert found.richest_share == pytest.approx(expected, rel=1e-5)
