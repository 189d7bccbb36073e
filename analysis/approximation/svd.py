"""Singular value decomposition of one image, and what a truncated one costs to store."""

from dataclasses import dataclass

import numpy as np

from analysis.runtime.parallel import over_galaxies


@dataclass(frozen=True)
class SVD:
    """A decomposition X = U diag(s) Vt with a sign convention that every run repeats.

    Attributes
    ----------
    left : array of shape (m, k)
    singular_values : array of shape (k,), descending
    right : array of shape (k, n)
    """

    left: np.ndarray
    singular_values: np.ndarray
    right: np.ndarray

    def truncate(self, rank: int) -> np.ndarray:
        """The best approximation of that rank in the Frobenius norm, shape (m, n).

        References
        ----------
        Eckart & Young (1936), Psychometrika 1, 211.
        """
        return (self.left[:, :rank] * self.singular_values[:rank]) @ self.right[:rank]


def decompose(matrix: np.ndarray) -> SVD:
    """Decompose a matrix of shape (m, n) into min(m, n) singular triplets."""
    left, singular_values, right = np.linalg.svd(matrix, full_matrices=False)
    flips = signs(right)
    return SVD(left * flips, singular_values, right * flips[:, None])


def spectra(images: np.ndarray) -> np.ndarray:
    """Singular values of every image (galaxies, side, side), shape (galaxies, side)."""
    return np.stack(over_galaxies(singular_values, images))


def singular_values(matrix: np.ndarray) -> np.ndarray:
    """Singular values of a matrix (m, n) at double precision, shape (min(m, n),), descending."""
    return np.linalg.svd(matrix.astype(np.float64), compute_uv=False)


def signs(right: np.ndarray) -> np.ndarray:
    """Signs that make each right singular vector's entry of largest modulus positive."""
    peaks = np.abs(right).argmax(axis=1)
    return np.where(right[np.arange(len(right)), peaks] < 0, -1.0, 1.0)


def stored_numbers(shape: tuple[int, int], rank: int) -> int:
    """Numbers that a truncated SVD keeps: rank vectors on either side and the singular values."""
    return rank * (shape[0] + shape[1] + 1)


def rank_within(shape: tuple[int, int], numbers: int) -> int:
    """The largest rank whose truncated SVD stores no more than so many numbers."""
    return numbers // (shape[0] + shape[1] + 1)


def free_numbers(shape: tuple[int, int], rank: int) -> int:
    """Numbers that a matrix of that rank can be chosen by.

    They are fewer than are stored, because r vectors of length 1 at right angles meet r (r + 1) / 2
    conditions on either side.
    """
    return rank * (shape[0] + shape[1] - rank)


def rank_within_free(shape: tuple[int, int], numbers: int) -> int:
    """The largest rank with no more than so many free numbers."""
    ranks = range(min(shape) + 1)
    return max(rank for rank in ranks if free_numbers(shape, rank) <= numbers)
