"""What coordinates of images do when the images are turned.

A quarter turn is exact. An eighth of a turn is not: images are square, so that only the circle that
fits into them is turned, by interpolation, and the corners stay as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.copies import digests
from analysis.images.precision import vary

POSITIONS = 4


@dataclass(frozen=True)
class TurnedCodes:
    """Coordinates of images in all four positions that quarter turns bring them to.

    With all four, no correlation depends on how the images happen to lie.

    Attributes
    ----------
    images : number of different images
    before, quarter, eighth : arrays of shape (4 images, d): as they are, and turned further by 90°
        and by 45°
    """

    images: int
    before: np.ndarray
    quarter: np.ndarray
    eighth: np.ndarray

    def read(self, read: Callable[[np.ndarray], np.ndarray]) -> "TurnedCodes":
        """What a function of codes (n, d) makes of these."""
        return TurnedCodes(self.images, *map(read, (self.before, self.quarter, self.eighth)))

    def correlations(self) -> tuple[np.ndarray, np.ndarray]:
        """Between coordinates before a turn (rows) and after it (columns): by 90° and by 45°.

        Two arrays of shape (d, d), NaN where a coordinate is the same for all images.
        """
        return _between(self.before, self.quarter), _between(self.before, self.eighth)


def turn(encode: Callable[[np.ndarray], np.ndarray], images: np.ndarray) -> TurnedCodes:
    """Turn images (n, side, side), and encode what comes out: (n, side, side) to (n, d)."""
    positions = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(POSITIONS)])
    before = encode(positions)
    quarter = np.roll(before, -len(images), axis=0)  # the next position's
    return TurnedCodes(len(digests(images)), before, quarter, encode(eighth_turn(positions)))


def eighth_turn(images: np.ndarray) -> np.ndarray:
    """Images (n, side, side) turned by 45° counter-clockwise within the inscribed circle."""
    turned = scipy.ndimage.rotate(images, 45, axes=(2, 1), reshape=False, mode="nearest")
    return np.where(inscribed(images.shape[1]), turned, images)


def inscribed(side: int) -> np.ndarray:
    """Which pixels lie within the circle that fits into a square, shape (side, side)."""
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    return np.hypot(row, column) <= (side - 1) / 2


def _between(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Pearson correlations of the columns of two arrays of shape (n, d), shape (d, d)."""
    dimension = first.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):  # 0 / 0 where all are the same
        found = np.corrcoef(first, second, rowvar=False)[:dimension, dimension:]
    return np.where(vary(first)[:, None] & vary(second), found, np.nan)
