"""Errors that are nothing but rounding: they are no errors, and no other is a multiple of them."""

import numpy as np

from analysis.images.precision import EXACT


def ratio(error: float, other: float, exact: float = EXACT) -> float:
    """One error over another; NaN where the other is rounding.

    Parameters
    ----------
    exact : up to where it is; of relative errors, `EXACT`
    """
    return error / other if other > exact else np.nan


def exact_mse(images: np.ndarray) -> float:
    """Up to where a mean squared error of images (n, side, side) is rounding."""
    return float(EXACT**2 * np.mean(np.square(images, dtype=np.float64)))
