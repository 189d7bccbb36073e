"""A frame in which each direction of some coordinates goes with as few properties as possible."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.images.precision import EXACT, vary
from analysis.meaning.associations import rank_correlation

SWEEPS, CONVERGED = 100, 1e-9  # radians


@dataclass(frozen=True)
class Frame:
    """Directions of coordinates, uncorrelated and of unit spread where they were fitted.

    Attributes
    ----------
    means_ : array of shape (d,)
    weights_ : array of shape (d, k)
        Columns that read each direction off the coordinates.
    """

    means_: np.ndarray
    weights_: np.ndarray

    def read(self, codes: np.ndarray) -> np.ndarray:
        """Each direction's values, shape (n, k), of codes (n, d)."""
        return (codes - self.means_) @ self.weights_


def fit_frame(codes: np.ndarray, properties: dict[str, np.ndarray]) -> Frame:
    """Whiten coordinates and rotate them until each goes with few properties.

    The rotation is varimax of the rank correlations with the properties. The direction that goes
    with a property most comes first, and each rises with the property that it goes with most.
    There are fewer directions than coordinates where some of these say nothing of their own.

    Parameters
    ----------
    codes : array of shape (n, d)
    properties : arrays of shape (n,), which may hold NaN, by name; one at least

    References
    ----------
    Kaiser (1958), Psychometrika 23, 187.
    """
    codes = codes.astype(np.float64)
    white = Frame(codes.mean(axis=0), _whitening(codes))
    readings = white.read(codes)
    rotation = varimax(loadings_of(readings, properties))
    loadings = loadings_of(readings @ rotation, properties)
    leading = loadings[np.abs(loadings).argmax(axis=0), np.arange(len(rotation))]
    signed = rotation * np.where(leading < 0, -1, 1)
    order = np.argsort(-np.abs(leading), kind="stable")
    return Frame(white.means_, white.weights_ @ signed[:, order])


def loadings_of(readings: np.ndarray, properties: dict[str, np.ndarray]) -> np.ndarray:
    """Spearman correlations of properties with readings (n, k), shape (properties, k).

    Each over those that have the property; 0 where it is the same for all of them.
    """
    table = np.empty((len(properties), readings.shape[1]))
    for row, values in zip(table, properties.values(), strict=True):
        known = np.isfinite(values)
        row[:] = [rank_correlation(each[known], values[known])[0] for each in readings.T]
    return np.nan_to_num(table)


def varimax(loadings: np.ndarray) -> np.ndarray:
    """The rotation, shape (k, k), of loadings (properties, k) whose squares then differ most.

    That is, the variance of each column's squares over the properties, summed, is as large as
    it gets by turning two columns at a time to their best angle, which has a closed form.
    """
    rotation = np.eye(loadings.shape[1])
    for _ in range(SWEEPS):
        largest = 0.0
        for pair in combinations(range(len(rotation)), 2):
            angle = _best_angle(*(loadings @ rotation[:, pair]).T)
            sine, cosine = np.sin(angle), np.cos(angle)
            rotation[:, pair] = rotation[:, pair] @ [[cosine, -sine], [sine, cosine]]
            largest = max(largest, abs(angle))
        if largest < CONVERGED:
            break
    return rotation


def _best_angle(first: np.ndarray, second: np.ndarray) -> float:
    """Angle by which two columns of loadings (properties,) are turned; see Kaiser (1958)."""
    real, imaginary = first**2 - second**2, 2 * first * second
    real, imaginary = real - real.mean(), imaginary - imaginary.mean()
    return float(np.arctan2(2 * real @ imaginary, real @ real - imaginary @ imaginary) / 4)


def _whitening(codes: np.ndarray) -> np.ndarray:
    """What makes codes (n, d) about their mean uncorrelated and of unit spread, shape (d, k).

    Symmetric where no direction is left out, so that coordinates change as little as possible.
    """
    spread = np.where(vary(codes), codes.std(axis=0), np.inf)
    scaled = (codes - codes.mean(axis=0)) / spread
    values, vectors = np.linalg.eigh(scaled.T @ scaled / len(codes))
    told = values > EXACT * values.max()
    whitening = vectors[:, told] / np.sqrt(values[told])
    if told.all():
        whitening = whitening @ vectors.T
    return whitening / spread[:, None]
