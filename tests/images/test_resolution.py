"""Large images are averaged where that loses nothing, and nowhere else."""

import h5py
import numpy as np
import pytest

from analysis.images.reading import open_galaxies
from analysis.images.resolution import ENOUGH, averaged_if_large

SEED = 33


def galaxies(side, waves, number=3):
    """Gaussians with ripples of so many waves across the image, on a noisy sky; uint8."""
    generator = np.random.default_rng(SEED)
    rows, columns = (np.mgrid[:side, :side] + 0.5) / side - 0.5
    light = np.exp(-((rows / 0.15) ** 2) - (columns / 0.1) ** 2)
    ripples = 1 + 0.5 * np.sin(2 * np.pi * waves * columns)
    noise = generator.normal(0, 4, (number, side, side, 1))
    images = 20 + 150 * (light * ripples)[None, :, :, None] + noise
    return np.clip(np.rint(images), 0, 255).astype(np.uint8).repeat(3, axis=-1)


@pytest.fixture
def opened(tmp_path):
    def store(images):
        path = tmp_path / "galaxies.hdf5"
        with h5py.File(path, "w") as file:
            file["images"] = images
        return open_galaxies(path, None, 3)

    return store


@pytest.mark.parametrize(
    ("side", "waves", "block", "used"),
    [
        (1024, 8, 4, 256),
        (1024, 65, 2, 512),  # ripples of 16 pixels: blocks of two keep them, of three do not
        (1024, 300, 1, 1024),
        (511, 8, 1, 496),
        (ENOUGH, 8, 1, 256),
        (620, 8, 2, 304),
    ],
)
def test_as_far_as_detail_allows(opened, side, waves, block, used):
    found = averaged_if_large(opened(galaxies(side, waves)))
    assert (found.block, found.side, found.stored_side) == (block, used, side)
    assert found.shape == (3, used, used, 3)
    assert 0 <= found.lost <= 0.01


def test_averages_are_means_of_the_middle(opened, monkeypatch):
    monkeypatch.setattr("analysis.images.reading.AT_ONCE", 2)
    images = galaxies(532, 8)
    found = averaged_if_large(opened(images))
    middle = images[:, 10:522, 10:522].astype(float)
    expected = middle.reshape(3, 256, 2, 256, 2, 3).mean(axis=(2, 4))
    for part in (slice(None), slice(1, 3), np.array([0, 2])):
        np.testing.assert_allclose(found.images(part), expected[part], rtol=1e-6)
    np.testing.assert_allclose(found.greyscale(slice(None)), expected.mean(axis=-1), rtol=1e-6)
