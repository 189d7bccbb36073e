"""The curve of growth of a noise-free galaxy: how its light adds up from the centre outwards."""

import numpy as np

from analysis.simulation.camera import Grid

STEP = 0.1
"""Width of the annuli, in coadd pixels."""


def radii_of_light(
    light: np.ndarray, grid: Grid, centre: tuple[float, float], fractions: tuple[float, ...]
) -> np.ndarray:
    """Radii of the circles that hold given fractions of the light in the frame.

    Parameters
    ----------
    light : ndarray, shape (count, count)
        Surface brightness in one band.
    grid : Grid
        Its pixels.
    centre : tuple of float
        Along columns and rows, in arcsec from the middle of the frame.
    fractions : tuple of float
        From 0 to 1.

    Returns
    -------
    ndarray
        A radius in arcsec for each fraction.
    """
    distance = np.hypot(grid.axis[None, :] - centre[0], grid.axis[:, None] - centre[1])
    annulus = (distance / (STEP * grid.pixel)).astype(int)
    weight = light * np.outer(grid.inside, grid.inside)
    growth = np.cumsum(np.bincount(annulus.ravel(), weight.ravel()))
    edges = STEP * grid.pixel * np.arange(1, growth.size + 1)
    return np.interp(fractions, growth / growth[-1], edges)
