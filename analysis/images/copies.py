"""Images that are there more than once."""

import hashlib

import numpy as np

DIGITS = 5


def digests(images: np.ndarray) -> set[bytes]:
    """What tells images (n, ...) apart: as many digests as there are different ones."""
    return {hashlib.blake2b(image.tobytes(), digest_size=16).digest() for image in images}


def first_ones(*measured: np.ndarray) -> np.ndarray:
    """Which images are no copies of earlier ones, judged by what was measured of each.

    Measurements of images that differ agree in one number or another, but not in five digits of
    all of them; those of copies differ by rounding at most. A test that counted copies would look
    surer than it is.

    Parameters
    ----------
    measured : arrays of shape (n,), not all of whole numbers

    Returns
    -------
    array of shape (n - copies,), ascending indices
    """
    mantissa, exponent = np.frexp(np.stack(measured, axis=1).astype(np.float64))
    rounded = np.ldexp(np.round(mantissa, DIGITS), exponent)
    return np.sort(np.unique(rounded, axis=0, return_index=True)[1])
