"""Light profiles: of the parts of a galaxy, and of a point that is seen through the atmosphere.

All take distances in any one unit and return brightness at those distances; only Moffat's has a
normalisation that means something.
"""

from typing import TypeVar

import numpy as np
import scipy

from analysis.simulation.camera import Grid

Distances = TypeVar("Distances", float, np.ndarray)

BETA = 3.0
"""Moffat's exponent (Moffat 1969, A&A 3, 455)."""

BROADENING = (0.94, 1.0, 1.08)
"""Full width at half maximum in z, r and g in units of that in r: less in redder bands."""


def sersic(radius: np.ndarray, half_light: float, index: float) -> np.ndarray:
    """Bulge after Sersic (1968, Atlas de Galaxias Australes); index 4 is de Vaucouleurs'.

    `b` is the series of Ciotti & Bertin (1999, A&A 352, 447), good to 1e-3 for indices over 0.5.
    """
    b = 2 * index - 1 / 3 + 4 / (405 * index)
    return np.exp(-b * (radius / half_light) ** (1 / index))


def exponential(radius: np.ndarray, scale: float, edge: float) -> np.ndarray:
    """Disc after Freeman (1970, ApJ 160, 811), falling three times as fast beyond `edge`.

    The break is the "type II" of Pohlen & Trujillo (2006, A&A 454, 759).
    """
    return np.exp(-(radius + 2 * np.maximum(radius - edge, 0)) / scale)


def lens(radius: np.ndarray, edge: float) -> np.ndarray:
    """Plateau of nearly constant brightness with a soft edge (Kormendy 1979, ApJ 227, 714)."""
    return (1 - 0.4 * np.minimum(radius / edge, 1)) * scipy.special.expit(
        (edge - radius) / (0.09 * edge)
    )


def ring(radius: np.ndarray, centre: float, width: float) -> np.ndarray:
    """Ring with a Gaussian cross-section of standard deviation `width`."""
    return np.exp(-0.5 * ((radius - centre) / width) ** 2)


def bar(along: np.ndarray, across: np.ndarray, length: float, axis_ratio: float) -> np.ndarray:
    """Boxy bar of semi-major axis `length` (generalised ellipse, Athanassoula et al. 1990)."""
    shape = 2.8
    box = np.abs(along / length) ** shape + np.abs(across / (axis_ratio * length)) ** shape
    distance = box ** (1 / shape)
    return np.exp(-distance) * scipy.special.expit((1 - distance) / 0.12)


def moffat(radius_squared: Distances, fwhm: float, beta: float = BETA) -> Distances:
    """Moffat profile with unit integral over the plane.

    Parameters
    ----------
    radius_squared : squared distance from the centre, in the square of the unit of `fwhm`
    fwhm : full width at half maximum
    beta : exponent: the smaller, the stronger the wings
    """
    core = (fwhm / 2) ** 2 / (2 ** (1 / beta) - 1)
    return (beta - 1) / (np.pi * core) * (1 + radius_squared / core) ** -beta


def blur(scene: np.ndarray, grid: Grid, seeing: float) -> np.ndarray:
    """Convolve every band of a scene with its point spread function.

    Parameters
    ----------
    scene : array of shape (3, count, count), light above the atmosphere
    grid : the coadd pixels of the scene
    seeing : full width at half maximum in r, in arcsec

    Returns
    -------
    array of shape (3, count, count), float32; the convolution is periodic, which the grid's margin
        keeps out of the frame
    """
    offset = np.fft.fftfreq(grid.count, 1 / (grid.count * grid.pixel)).astype(np.float32)
    squared = offset[:, None] ** 2 + offset**2
    kernels = np.stack([moffat(squared, seeing * wider) for wider in BROADENING])
    kernels /= kernels.sum(axis=(1, 2), keepdims=True)
    return scipy.fft.irfft2(scipy.fft.rfft2(scene) * scipy.fft.rfft2(kernels), s=scene.shape[1:])
