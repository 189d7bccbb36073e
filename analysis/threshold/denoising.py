"""Singular values thresholded in an image as it is, averaged over pixels, or whitened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.approximation.svd import SVD, decompose
from analysis.images.greyscale import block_average
from analysis.threshold.rules import (
    HardThreshold,
    coefficient_known_noise,
    threshold_known_noise,
    threshold_unknown_noise,
)
from analysis.threshold.shrinkage import shrink
from analysis.threshold.sky import border_noise
from analysis.threshold.whitening import sky_model

AVERAGED = 2
PREPARATIONS = ("as it is", "averaged 2 × 2", "whitened")
RULES = ("unknown noise", "known noise")


@dataclass(frozen=True)
class Prepared:
    """An image made ready for thresholding.

    Attributes
    ----------
    matrix : array of shape (k, k)
    down, along : bring left and right singular vectors, arrays (k, r), to what they are in the
        image averaged over 2 x 2 pixels, where all preparations can be compared: (side / 2, r)
    """

    matrix: np.ndarray
    down: Callable[[np.ndarray], np.ndarray]
    along: Callable[[np.ndarray], np.ndarray]

    @cached_property
    def svd(self) -> SVD:
        """Its decomposition."""
        return decompose(self.matrix)

    def errors(self, truth: np.ndarray) -> np.ndarray:
        """Relative errors against an averaged image of truncations to rank 0, 1, ..., all.

        With the terms T_i of the truncation, the squared error grows by the norm of T_i and
        falls by twice its inner product with what the terms before it have left of the truth.
        """
        gram, overlaps = self._terms(truth)
        inner = np.triu(gram)
        steps = 2 * inner.sum(axis=0) - inner.diagonal() - 2 * overlaps
        squared = np.concatenate([[0.0], np.cumsum(steps)]) + np.square(truth).sum()
        return np.sqrt(np.maximum(squared, 0)) / np.linalg.norm(truth)

    def shrunk_error(self, truth: np.ndarray, sigma: float) -> float:
        """Relative error against an averaged image with optimally shrunk singular values.

        Parameters
        ----------
        sigma : standard deviation of the matrix's noise; without any, nothing is shrunk
        """
        values = self.svd.singular_values
        shrunk = shrink(values, self.matrix.shape, sigma) if sigma else values
        weights = np.divide(shrunk, values, out=np.zeros_like(values), where=values > 0)
        gram, overlaps = self._terms(truth)
        squared = np.square(truth).sum() + weights @ gram @ weights - 2 * weights @ overlaps
        return float(np.sqrt(max(squared, 0)) / np.linalg.norm(truth))

    def _terms(self, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Inner products of the averaged terms, (k, k), and theirs with an averaged image, (k,)."""
        left = self.down(self.svd.left) * self.svd.singular_values
        right = self.along(self.svd.right.T)
        overlaps = np.einsum("ik,ij,jk->k", left, truth, right, optimize=True)
        return (left.T @ left) * (right.T @ right), overlaps


def prepare(image: np.ndarray) -> dict[str, Prepared]:
    """Make an image (side, side) ready in all ways; the border and corners show its sky."""
    image = image.astype(np.float64)
    model = sky_model(image)
    averaged = block_average(image, AVERAGED)
    prepared = (
        Prepared(image, _average, _average),
        Prepared(averaged, np.asarray, np.asarray),
        Prepared(
            model.whiten(image),
            lambda vectors: _average(model.colour_down(vectors)),
            lambda vectors: _average(model.colour_along(vectors)),
        ),
    )
    return dict(zip(PREPARATIONS, prepared, strict=True))


def keep(matrix: np.ndarray, values: np.ndarray) -> dict[str, HardThreshold]:
    """What each rule keeps of a matrix (k, k) with these singular values (k,).

    The known noise is that of the matrix's own border.
    """
    return {
        RULES[0]: threshold_unknown_noise(values, matrix.shape),
        RULES[1]: threshold_known_noise(values, matrix.shape, border_noise(matrix)),
    }


def implied_noise(rule: HardThreshold, side: int) -> float:
    """Standard deviation of the noise in a square matrix for which a threshold is optimal."""
    return float(rule.threshold / (coefficient_known_noise(1.0) * np.sqrt(side)))


def _average(vectors: np.ndarray) -> np.ndarray:
    """Means of neighbouring entries of columns (k, r), shape (k / 2, r)."""
    length, number = vectors.shape
    return vectors.reshape(length // AVERAGED, AVERAGED, number).mean(axis=1)
