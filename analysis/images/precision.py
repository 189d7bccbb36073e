"""What images cannot tell: they are kept in single precision."""

import numpy as np

EXACT = 8 * float(np.finfo(np.float32).eps)
"""A few roundings: up to this, a relative difference of images is none."""


def vary(values: np.ndarray) -> np.ndarray:
    """Which columns of an array (n, d) are not the same in all rows, up to rounding; shape (d,)."""
    return np.ptp(values, axis=0) > EXACT * np.abs(values).max(axis=0)
