"""The noise of the sky."""

import numpy as np

from analysis.simulation.camera import PIXEL, Grid


def sky_noise(grid: Grid, sigma: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """White noise on the coadd; resampling to the frame makes it correlated.

    Parameters
    ----------
    grid : Grid
        The coadd pixels.
    sigma : ndarray, shape (3,)
        Standard deviation in nanomaggies of a pixel of the survey's coadds.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    ndarray of float32, shape (3, count, count)
        Surface brightness in nanomaggies per square arcsec.
    """
    white = rng.standard_normal((3, grid.count, grid.count), dtype=np.float32)
    # A pixel that is k times as large collects k times the noise over k² times the area.
    return white * (sigma / (PIXEL * grid.pixel)).astype(np.float32)[:, None, None]
