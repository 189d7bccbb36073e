"""Robust principal component analysis: an image as low rank plus sparse."""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-4
MOST_ITERATIONS = 2000


@dataclass(frozen=True)
class RobustPCA:
    """A decomposition X = L + S.

    Attributes
    ----------
    low_rank, sparse : arrays of shape (m, n)
    rank : of the low-rank part
    weight, penalty : the settings lambda and mu
    iterations : steps until the two parts add up to X within the tolerance, or all that it may take
    residual : norm of X - L - S over that of X, after them
    """

    low_rank: np.ndarray
    sparse: np.ndarray
    rank: int
    weight: float
    penalty: float
    iterations: int
    residual: float


def separate(matrix: np.ndarray, tolerance: float = TOLERANCE) -> RobustPCA:
    """Minimise the nuclear norm of L plus lambda times the sum of moduli of S, by ADMM.

    Parameters
    ----------
    matrix : array of shape (m, n)
    tolerance : norm of X - L - S over that of X at which to stop

    References
    ----------
    Candès, Li, Ma & Wright (2011), J. ACM 58, 11, algorithm 1: lambda = 1 / sqrt(max(m, n)),
    mu = m n / (4 sum of moduli of X).
    """
    weight = 1 / np.sqrt(max(matrix.shape))
    penalty = matrix.size / (4 * np.abs(matrix).sum())
    norm = np.linalg.norm(matrix)
    low_rank = sparse = np.zeros_like(matrix)
    multiplier = np.zeros_like(matrix)
    missing, rank, iterations = matrix, 0, 0
    while np.linalg.norm(missing) > tolerance * norm and iterations < MOST_ITERATIONS:
        low_rank, rank = _shrink_spectrum(matrix - sparse + multiplier / penalty, 1 / penalty)
        sparse = shrink(matrix - low_rank + multiplier / penalty, weight / penalty)
        missing = matrix - low_rank - sparse
        multiplier = multiplier + penalty * missing
        iterations += 1
    residual = float(np.linalg.norm(missing) / norm)
    return RobustPCA(low_rank, sparse, rank, float(weight), float(penalty), iterations, residual)


def shrink(values: np.ndarray, threshold: float) -> np.ndarray:
    """Soft threshold: bring every value closer to zero by the threshold, none across it."""
    return np.sign(values) * np.maximum(np.abs(values) - threshold, 0)


def _shrink_spectrum(matrix: np.ndarray, threshold: float) -> tuple[np.ndarray, int]:
    """The same for singular values; the matrix, and the number that remain.

    Only values above the threshold matter, which are far above rounding, so the eigenvectors of
    the small product X Xᵀ serve as the left singular vectors at half the cost.
    """
    power, left = np.linalg.eigh(matrix @ matrix.T)
    values = np.sqrt(np.maximum(power, 0))
    kept = values > threshold
    left, values = left[:, kept], values[kept]
    return (left * (1 - threshold / values)) @ (left.T @ matrix), len(values)
