"""Simulated galaxies that fill their images, with and without noise."""

import numpy as np
from scipy.ndimage import affine_transform

from analysis.images.greyscale import greyscale
from analysis.images.stretch import stretch
from analysis.simulation import expose

SEED = 11


def observed_and_noiseless(index: int, factor: float) -> tuple[np.ndarray, np.ndarray]:
    """Grey pictures (256, 256) of a galaxy so many times as large on the sky, and as bright.

    Stars, neighbours and noise stay as they are.
    """
    exposure = expose(index, SEED)
    beside = exposure.stars + exposure.neighbours + exposure.defects
    light = magnified(exposure.galaxy_light, factor) + beside
    sky = exposure.conditions.background[:, None, None]
    observed, noiseless = (stretch(exposure.frame(light + one)) for one in (exposure.sky, sky))
    return greyscale(observed), greyscale(noiseless)


def magnified(light: np.ndarray, factor: float) -> np.ndarray:
    """Bands of light (3, n, n) enlarged about their middle; surface brightness is conserved."""
    middle = (light.shape[1] - 1) / 2
    offset = middle - middle / factor
    return np.stack([affine_transform(band, [1 / factor] * 2, offset, order=1) for band in light])
