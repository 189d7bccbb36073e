"""Wavelet low-rank approximation: keep the approximation coefficients, discard the details."""

import numpy as np
import pywt

MODE = "periodization"


def approximation_coefficients(image: np.ndarray, wavelet: str, level: int) -> np.ndarray:
    """The averages of an l-level transform, the A part.

    Periodic extension is the mode that makes them exactly n**2 / 4**level numbers; PyWavelets'
    default keeps a few more along every border.

    Parameters
    ----------
    image : array of shape (n, n), n divisible by 2**level

    Returns
    -------
    array of shape (n / 2**level, n / 2**level)
    """
    return pywt.wavedec2(image, wavelet, mode=MODE, level=level)[0]


def reconstruct(coefficients: np.ndarray, wavelet: str, level: int) -> np.ndarray:
    """Invert the transform with every detail coefficient at zero.

    Parameters
    ----------
    coefficients : array of shape (k, k), the approximation coefficients of that level

    Returns
    -------
    array of shape (k * 2**level, k * 2**level)
    """
    details = [(None, None, None)] * level
    return pywt.waverec2([coefficients, *details], wavelet, mode=MODE)


def approximate(image: np.ndarray, wavelet: str, level: int) -> np.ndarray:
    """The image rebuilt from its approximation coefficients of one level alone, shape (n, n)."""
    return reconstruct(approximation_coefficients(image, wavelet, level), wavelet, level)


def lost_power(image: np.ndarray, wavelet: str, level: int) -> np.ndarray:
    """Squared Frobenius norms of what approximations of levels 1 to `level` lose, shape (level,).

    Of an orthogonal wavelet that is the power of the details left out, by Parseval's theorem.
    """
    _, *details = pywt.wavedec2(image, wavelet, mode=MODE, level=level)
    return np.cumsum([sum(np.square(part).sum() for part in each) for each in reversed(details)])


def pyramid(image: np.ndarray, wavelet: str, level: int) -> np.ndarray:
    """All coefficients of an l-level transform in Mallat's layout, averages in the top left corner.

    Returns
    -------
    array of shape (n, n)

    References
    ----------
    Mallat (1989), IEEE Trans. Pattern Anal. Mach. Intell. 11, 674.
    """
    return pywt.coeffs_to_array(pywt.wavedec2(image, wavelet, mode=MODE, level=level))[0]


def deepest_level(side: int, wavelet: str) -> int:
    """The deepest level that halves the side evenly and whose filter still fits the averages."""
    even = (side & -side).bit_length() - 1
    return min(even, pywt.dwt_max_level(side, wavelet))
