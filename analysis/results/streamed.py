"""What is made of every galaxy of a set of any size, one part of the set after the other."""

import numpy as np

from analysis.approximation import svd
from analysis.images.greyscale import block_average
from analysis.images.reading import GalaxyFile


def averages(galaxies: GalaxyFile, p: int) -> np.ndarray:
    """Greyscale images averaged over p x p pixels, (galaxies, side / p, side / p), float32."""
    return np.concatenate(galaxies.over_chunks(lambda part: block_average(part.greyscale, p)))


def spectra(galaxies: GalaxyFile) -> np.ndarray:
    """Singular values of every greyscale image, shape (galaxies, side)."""
    return np.concatenate(galaxies.over_chunks(lambda part: svd.spectra(part.greyscale)))
