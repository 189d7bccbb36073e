"""Matrices of known rank under noise, and what theory says can be found in them."""

import numpy as np
import scipy

from analysis.threshold.rules import coefficient_known_noise


def detection_limit(beta: float) -> float:
    """Singular value of a signal, over sqrt(n) sigma, below which nothing in the noise shows it.

    References
    ----------
    Baik, Ben Arous & Péché (2005), Ann. Probab. 33, 1643; Benaych-Georges & Nadakuditi (2012),
    J. Multivar. Anal. 111, 120: beta**(1/4) for an m x n matrix, beta = m / n <= 1.
    """
    return beta**0.25


def observed_value(strength: float, beta: float) -> float:
    """Where a singular value above the limit is found in the noise, both over sqrt(n) sigma."""
    return float(np.sqrt((strength + 1 / strength) * (strength + beta / strength)))


def keeping_limit(beta: float) -> float:
    """Singular value of a signal, over sqrt(n) sigma, from which the threshold keeps it.

    It lies above the limit of detection: a singular vector that is just detectable is mostly
    noise, and leaving it out comes closer to the signal than keeping it.
    """
    threshold = coefficient_known_noise(beta)
    return float(
        scipy.optimize.brentq(
            lambda x: observed_value(x, beta) - threshold, detection_limit(beta), 10
        )
    )


def planted(
    shape: tuple[int, int], rank: int, strength: float, generator: np.random.Generator
) -> np.ndarray:
    """A matrix (m, n) with so many singular values of strength sqrt(n), in random directions."""
    left = np.linalg.qr(generator.normal(size=(shape[0], rank)))[0]
    right = np.linalg.qr(generator.normal(size=(shape[1], rank)))[0]
    return strength * np.sqrt(max(shape)) * left @ right.T
