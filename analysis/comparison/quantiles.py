"""A distribution in five numbers, or in one, without what could not be computed."""

from dataclasses import dataclass

import numpy as np

BAND = (0.16, 0.5, 0.84)
"""The median between the two quantiles that hold the middle 68 %."""


@dataclass(frozen=True)
class Quantiles:
    """Extremes, median, and the two quantiles that hold the middle 68 %."""

    minimum: float
    low: float
    median: float
    high: float
    maximum: float


def quantiles(values: np.ndarray) -> Quantiles:
    """Quantiles 0, 0.16, 0.5, 0.84 and 1 of values of any shape; those that are NaN do not count.

    NaN where nothing is left.
    """
    known = values[np.isfinite(values)]
    if not known.size:
        return Quantiles(*(np.nan,) * 5)
    return Quantiles(*map(float, np.quantile(known, (0, *BAND, 1))))


def median(values: np.ndarray) -> np.ndarray:
    """Medians over the images, of shape (...), of values (images, ...); NaN as in `quantiles`."""
    found = np.full(values.shape[1:], np.nan)
    for place in np.ndindex(found.shape):
        known = values[:, *place][np.isfinite(values[:, *place])]
        if known.size:
            found[place] = np.median(known)
    return found
