"""Reports of sets that are not like galaxies at all, but for what would have to be trained."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from scipy.ndimage import gaussian_filter

from analysis.approximation.svd import decompose
from analysis.images.reading import KEY, GalaxyFile, open_galaxies
from analysis.morphology.photometry import Photometry
from analysis.results.basis import share_basis
from analysis.results.data import describe
from analysis.results.example import choose_example
from analysis.results.hard_threshold import threshold_galaxies
from analysis.results.image_file import ImageFile
from analysis.results.noise import examine_noise
from analysis.results.noise_alone import threshold_noise_alone
from analysis.results.rate_distortion import compare_codecs
from analysis.results.report import Report
from analysis.results.skies import measure_skies
from analysis.results.svd import decompose_all, truncate_ranks
from analysis.results.wavelet import approximate_levels
from tests.support import small

COUNT = 48


def inverted(images: np.ndarray) -> np.ndarray:
    """The first of some images (n, side, side, 3), blurred, and dark where they were bright."""
    blurred = gaussian_filter(images[:COUNT].astype(np.float64), (0, 2, 2, 0))
    return (255 - blurred).astype(np.uint8)


def nearly_noise(side: int = small.SIDE) -> np.ndarray:
    """White noise with a faint blob in the middle, shape (48, side, side, 3)."""
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    blob = 10 * np.exp(-(row**2 + column**2) / (2 * (side / 16) ** 2))
    noise = np.random.default_rng(3).normal(100, 20, (COUNT, side, side, 3))
    return np.clip(noise + blob[..., None], 0, 255).astype(np.uint8)


def report_of(images: np.ndarray, path: Path, records: Report) -> Report:
    """A report whose parts on images, wavelets, SVD, basis, compression and noise are theirs.

    What is trained, and what is measured of the galaxies' shapes, stays as in the `records`.
    """
    with h5py.File(path, "w") as file:
        file[KEY] = images
    galaxies = open_galaxies(path, KEY, len(images))
    data = describe(
        ImageFile("file", path, "0"), galaxies, choose_example(galaxies, small.GALAXY), small.P
    )
    decomposition = decompose(data.grey)
    return replace(
        records,
        data=data,
        wavelet=approximate_levels(data.grey),
        svd=truncate_ranks(data.grey, decomposition),
        basis=share_basis(galaxies.averages(small.P), small.GALAXY),
        closer=np.arange(len(images)),
        **_noise_and_storage(galaxies, data.grey, decomposition),
    )


def _noise_and_storage(galaxies: GalaxyFile, grey: np.ndarray, svd: Any) -> dict[str, Any]:
    number = len(galaxies)
    values, alone = decompose_all(galaxies), threshold_noise_alone(galaxies.side)
    skies = measure_skies(galaxies, values)
    shapes = Photometry(*np.random.default_rng(4).normal(size=(8, number)))
    read = galaxies.read(slice(None))
    sources = np.arange(number) % 7
    return {
        "hard_threshold": threshold_galaxies(grey, svd, skies, alone),
        "rate_distortion": compare_codecs(read.greyscale, values, skies.sigma, small.GALAXY),
        "noise": examine_noise(read, values, skies, alone, shapes, sources, np.arange(number)),
    }
