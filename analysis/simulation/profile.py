"""Radial and elliptical light profiles, each with an arbitrary normalisation.

All take distances in any one unit and return brightness at those distances.
"""

import numpy as np
from scipy.special import expit


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
    return (1 - 0.4 * np.minimum(radius / edge, 1)) * expit((edge - radius) / (0.09 * edge))


def ring(radius: np.ndarray, centre: float, width: float) -> np.ndarray:
    """Ring with a Gaussian cross-section of standard deviation `width`."""
    return np.exp(-0.5 * ((radius - centre) / width) ** 2)


def bar(along: np.ndarray, across: np.ndarray, length: float, axis_ratio: float) -> np.ndarray:
    """Boxy bar of semi-major axis `length` (generalised ellipse, Athanassoula et al. 1990)."""
    shape = 2.8
    box = np.abs(along / length) ** shape + np.abs(across / (axis_ratio * length)) ** shape
    distance = box ** (1 / shape)
    return np.exp(-distance) * expit((1 - distance) / 0.12)
