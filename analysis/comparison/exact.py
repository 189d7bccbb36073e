"""Errors that are nothing but rounding: they are no errors, and no other is a multiple of them."""

import numpy as np

EXACT = 8 * float(np.finfo(np.float32).eps)
"""A few roundings of the images, which are kept in single precision: of these, relative errors."""


def ratio(error: float, other: float, exact: float = EXACT) -> float:
    """One error over another; NaN where the other is rounding.

    Parameters
    ----------
    exact : up to where it is; of relative errors, `EXACT`
    """
    return error / other if other > exact else np.nan


def exact_mse(images: np.ndarray) -> float:
    """Mean squared error of reconstructions of images (n, side, side) up to which it is rounding."""
    return float(EXACT**2 * np.mean(np.square(images, dtype=np.float64)))
