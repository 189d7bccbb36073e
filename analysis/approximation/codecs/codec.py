"""What every way of storing images tells of itself."""

from typing import Protocol

import numpy as np

TRANSFORMED = 32
"""Galaxies whose transforms a codec remembers, to rebuild them at several settings."""


class Codec(Protocol):
    """A way to store a set of images, at several settings from few numbers to many.

    Attributes
    ----------
    name : two words
    settings : levels, ranks or counts, ascending in what they store
    values : numbers that are stored for each image, one a setting
    overhead : further numbers without which the values mean nothing: the positions of
        coefficients, or an image's share of vectors that are stored once for all
    """

    name: str
    settings: np.ndarray
    values: np.ndarray
    overhead: np.ndarray

    def squared_errors(self) -> np.ndarray:
        """Squared Frobenius norms of what is lost, shape (galaxies, settings)."""

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """One galaxy from what setting number `index` stores of it, shape (side, side)."""


def budgets(pixels: int) -> np.ndarray:
    """Numbers to store: 1/1024 to 1/2 of the pixels, each twice the one before."""
    return pixels >> np.arange(10, 0, -1)


def largest_within(codec: Codec, budget: int, counted: bool = True) -> int | None:
    """Index of the largest setting that stores no more than the budget, if there is one.

    Parameters
    ----------
    counted : whether the overhead counts
    """
    numbers = codec.values + codec.overhead if counted else codec.values
    within = np.flatnonzero(numbers <= budget)
    return int(within[-1]) if len(within) else None
