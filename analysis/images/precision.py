"""What images cannot tell: they are kept in single precision.

An error that is nothing but rounding is none, and no other is a multiple of it.
"""

import numpy as np

EXACT = 8 * float(np.finfo(np.float32).eps)
"""A few roundings: up to this, a relative difference of images is none."""


def vary(values: np.ndarray) -> np.ndarray:
    """Which columns of an array (n, d) are not the same in all rows, up to rounding; shape (d,)."""
    return np.ptp(values, axis=0) > EXACT * np.abs(values).max(axis=0)


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
