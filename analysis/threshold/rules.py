"""Optimal hard thresholding of singular values (Gavish & Donoho 2014).

The model is X = L + sigma N with L of low rank and N white Gaussian noise of unit variance.
Singular values at or below the threshold are set to zero. All equation numbers are those of
Gavish & Donoho (2014), IEEE Trans. Inf. Theory 60, 5040, doi:10.1109/TIT.2014.2323359.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy


@dataclass(frozen=True)
class HardThreshold:
    """A threshold, and how many of the singular values exceed it.

    Singular values that are nothing but rounding count as zero.
    """

    threshold: float
    kept: int
    fraction: float


def coefficient_known_noise(beta: float) -> float:
    """Threshold over sqrt(n) sigma for an m x n matrix, beta = m / n <= 1 (equation 11).

    4 / sqrt(3) for square matrices.
    """
    return float(np.sqrt(2 * (beta + 1) + 8 * beta / (beta + 1 + np.sqrt(beta**2 + 14 * beta + 1))))


@cache
def marchenko_pastur_median(beta: float) -> float:
    """Median of the Marchenko-Pastur law: the squared singular values of noise, over n sigma**2.

    Parameters
    ----------
    beta : float
        Aspect ratio m / n of the matrix, 0 < beta <= 1.

    References
    ----------
    Marchenko & Pastur (1967), Math. USSR Sbornik 1, 457.
    """
    low, high = (1 - np.sqrt(beta)) ** 2, (1 + np.sqrt(beta)) ** 2

    # With x = low + (high - low) sin(t)**2 the square-root edges of the density become smooth.
    def density(t: float) -> float:
        x = low + (high - low) * np.sin(t) ** 2
        return ((high - low) * np.sin(2 * t)) ** 2 / (4 * np.pi * beta * x)

    def excess(t: float) -> float:
        return scipy.integrate.quad(density, 0, t)[0] - 0.5

    middle = scipy.optimize.brentq(excess, 1e-9, np.pi / 2)
    return float(low + (high - low) * np.sin(middle) ** 2)


def coefficient_unknown_noise(beta: float) -> float:
    """Threshold over the median singular value, omega(beta) (equation 12); 2.858 at beta = 1."""
    return coefficient_known_noise(beta) / np.sqrt(marchenko_pastur_median(beta))


def threshold_known_noise(
    singular_values: np.ndarray, shape: tuple[int, int], sigma: float
) -> HardThreshold:
    """Threshold for white noise of known standard deviation.

    Parameters
    ----------
    singular_values : array of shape (min(m, n),)
    shape : (m, n) of the matrix they come from
    sigma : standard deviation of the noise, in the matrix's units
    """
    beta = min(shape) / max(shape)
    threshold = coefficient_known_noise(beta) * np.sqrt(max(shape)) * sigma
    return _keep(singular_values, shape, threshold)


def threshold_unknown_noise(singular_values: np.ndarray, shape: tuple[int, int]) -> HardThreshold:
    """Threshold for white noise whose level the median singular value tells.

    Where this is zero there is no noise that it could tell of, and the threshold is zero.

    Parameters
    ----------
    singular_values : array of shape (min(m, n),), all of them
    shape : (m, n) of the matrix they come from
    """
    beta = min(shape) / max(shape)
    known = singular_values > _rounding(singular_values, shape)
    median = np.median(np.where(known, singular_values, 0))
    return _keep(singular_values, shape, coefficient_unknown_noise(beta) * median)


def _keep(singular_values: np.ndarray, shape: tuple[int, int], threshold: float) -> HardThreshold:
    zero = max(threshold, _rounding(singular_values, shape))
    kept = int(np.count_nonzero(singular_values > zero))
    return HardThreshold(float(threshold), kept, kept / len(singular_values))


def _rounding(singular_values: np.ndarray, shape: tuple[int, int]) -> float:
    """Up to where singular values may as well be zero, as `numpy.linalg.matrix_rank` has it."""
    return float(singular_values.max() * max(shape) * np.finfo(np.float64).eps)
