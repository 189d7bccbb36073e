"""What simulated images are compared with real ones by."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from analysis.images.reading import open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.images.stretch import BANDS
from analysis.morphology.properties import measure
from analysis.results.basis import share_basis
from analysis.results.example import choose_example
from analysis.results.likeness import statistics as morphological
from analysis.runtime.cache import cached
from analysis.runtime.cost import measured

NUMBER = 96  # images that go in


def statistics(images: np.ndarray) -> dict[str, list[float]]:
    """Medians and quantiles of a set of images.

    Parameters
    ----------
    images : array of shape (galaxies, 256, 256, 3), 0 to 255, in the order of red, green and blue

    Returns
    -------
    by name: "brightness", the images' mean levels at 16, 50 and 84 %; "sky", the level of each
    channel that 30 % of the upper border's pixels are below; "profile", mean levels in eight rings
    of 16 pixels; "centre", each channel's mean level in the middle; "singular_values", the
    32 largest of the set about its mean, averaged over 8 x 8 pixels
    """
    grey = images.mean(axis=-1)
    blocks = grey.reshape(len(images), 32, 8, 32, 8).mean(axis=(2, 4)).reshape(len(images), -1)
    found = {
        "brightness": np.quantile(images.mean(axis=(1, 2, 3)), (0.16, 0.5, 0.84)),
        "sky": np.median(np.quantile(images[:, :16], 0.3, axis=(1, 2)), axis=0),
        "profile": np.median([_profile(image) for image in grey], axis=0),
        "centre": np.median(images[:, 108:148, 108:148].mean(axis=(1, 2)), axis=0),
        "singular_values": np.linalg.svd(blocks - blocks.mean(axis=0), compute_uv=False)[:32],
    }
    return {name: [round(float(value), 4) for value in values] for name, values in found.items()}


def of_file(path: Path) -> dict[str, Any]:
    """The statistics of the first images of a file, how they are stored, and the file's SHA-256."""
    with h5py.File(path) as file:
        images = file["images_spirals"][:NUMBER]
    return {
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "images": len(images),
        "shape": list(images.shape[1:]),
        "dtype": str(images.dtype),
        **statistics(images),
    }


def morphology_of_file(path: Path) -> dict[str, float]:
    """The statistics of `analysis.results.likeness`, of a whole file of images."""
    galaxies = open_galaxies(path, None, FEWEST_GALAXIES, None)
    images = galaxies.read(np.arange(len(galaxies)))
    morphology, _ = cached(measured, measure, images, BANDS)
    vectors = share_basis(galaxies.averages(4), 0).ranks_for["80"]
    return morphological(morphology, vectors, choose_example(galaxies, None).typical)


def _profile(grey: np.ndarray) -> np.ndarray:
    rows, columns = np.indices(grey.shape) - 127.5
    ring = (np.hypot(rows, columns) // 16).astype(int).ravel()
    return (np.bincount(ring, grey.ravel()) / np.bincount(ring))[:8]
