"""A distribution in five numbers."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Quantiles:
    """Extremes, median, and the two quantiles that hold the middle 68 %."""

    minimum: float
    low: float
    median: float
    high: float
    maximum: float


def quantiles(values: np.ndarray) -> Quantiles:
    """Quantiles 0, 0.16, 0.5, 0.84 and 1 of values of any shape."""
    return Quantiles(*map(float, np.quantile(values, (0, 0.16, 0.5, 0.84, 1))))
