"""Errors that are nothing but rounding: they are no errors, and no other is a multiple of them."""

import numpy as np

from analysis.images.precision import EXACT


def ratio(error: float, other: float, exact: float = EXACT) -> float:
    """One error over another; NaN where the other is rounding.

    Parameters
    ----------
    exact : up to where it is: of relative errors `EXACT`, of those that are `settled` 0
    """
    return error / other if other > exact else np.nan


def settled(error: float, images: np.ndarray) -> float:
    """A mean squared error of images (n, side, side), as 0 where it is nothing but rounding."""
    exact = EXACT**2 * np.mean(np.square(images, dtype=np.float64))
    return error if error > exact else 0.0
