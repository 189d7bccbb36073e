"""The point spread function: a Moffat profile, a little narrower in redder bands."""

import numpy as np
from scipy.fft import irfft2, rfft2

from analysis.simulation.camera import Grid

BETA = 3.0
"""Moffat's exponent (Moffat 1969, A&A 3, 455)."""

BROADENING = (0.94, 1.0, 1.08)
"""Full width at half maximum in z, r and g in units of that in r."""


def moffat(radius_squared: np.ndarray, fwhm, beta: float = BETA) -> np.ndarray:
    """Moffat profile with unit integral over the plane.

    Parameters
    ----------
    radius_squared : ndarray
        Squared distance from the centre, in the square of the unit of `fwhm`.
    fwhm : float or ndarray
        Full width at half maximum.
    beta : float
        Exponent: the smaller, the stronger the wings.
    """
    core = (fwhm / 2) ** 2 / (2 ** (1 / beta) - 1)
    return (beta - 1) / (np.pi * core) * (1 + radius_squared / core) ** -beta


def blur(scene: np.ndarray, grid: Grid, seeing: float) -> np.ndarray:
    """Convolve every band of a scene with its point spread function.

    Parameters
    ----------
    scene : ndarray, shape (3, count, count)
        Light above the atmosphere.
    grid : Grid
        The coadd pixels of the scene.
    seeing : float
        Full width at half maximum in r, in arcsec.

    Returns
    -------
    ndarray, shape (3, count, count)
        The convolution is periodic: the grid's margin keeps that out of the frame.
    """
    offset = np.fft.fftfreq(grid.count, 1 / (grid.count * grid.pixel)).astype(np.float32)
    squared = offset[:, None] ** 2 + offset**2
    kernels = np.stack([moffat(squared, seeing * wider) for wider in BROADENING])
    kernels /= kernels.sum(axis=(1, 2), keepdims=True)
    return irfft2(rfft2(scene) * rfft2(kernels), s=scene.shape[1:])
