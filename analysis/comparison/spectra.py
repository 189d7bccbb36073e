"""What power spectra tell of images, and of what a reconstruction keeps and misses of them."""

import numpy as np

FINE_WAVELENGTH = 8
SECTOR = 15.0
BY_CHANCE = 4 * SECTOR / 180
"""The part of all directions that `axis_share` counts."""

DIRECTED = 0.05  # difference of that share from which power prefers directions


def fourier_power(images: np.ndarray) -> np.ndarray:
    """Squared moduli of Fourier coefficients, under a window that hides the jumps at the borders.

    Parameters
    ----------
    images : array of shape (n, side, side), whose means do not count

    Returns
    -------
    array of shape (n, side, side), in the order of `numpy.fft.fft2`
    """
    window = np.hanning(images.shape[-1])
    tapered = (images - images.mean(axis=(1, 2), keepdims=True)) * np.outer(window, window)
    return np.abs(np.fft.fft2(tapered)) ** 2


def fine_power(power: np.ndarray) -> np.ndarray:
    """Power at wavelengths shorter than 8 pixels, shape (n,), from the `fourier_power` of images.

    Parameters
    ----------
    power : array of shape (n, side, side)
    """
    return power[:, _frequency(power.shape[-1]) > 1 / FINE_WAVELENGTH].sum(axis=1)


def power_spectrum(power: np.ndarray) -> np.ndarray:
    """Power in rings of equal spatial frequency, without the zeroth, which is the mean.

    Parameters
    ----------
    power : array of shape (n, side, side), the `fourier_power` of images

    Returns
    -------
    array of shape (n, side / 2) : power at 1, 2, ... side / 2 waves across the image
    """
    side = power.shape[-1]
    ring = np.rint(side * _frequency(side)).astype(int).ravel()
    sums = np.stack([np.bincount(ring, row) for row in power.reshape(len(power), -1)])
    return sums[:, 1 : side // 2 + 1]


def power_ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """One power over another, two arrays of the same shape; NaN where there is none."""
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def fine_share(power: np.ndarray) -> np.ndarray:
    """Share of the power at wavelengths under 8 pixels, shape (n,).

    Parameters
    ----------
    power : array of shape (n, side, side), the `fourier_power` of residuals
    """
    return power_ratio(fine_power(power), power.sum(axis=(1, 2)))


def axis_share(power: np.ndarray) -> np.ndarray:
    """Share of the power in waves that run within 15° of rows or columns, shape (n,).

    A third where no direction is preferred.

    Parameters
    ----------
    power : array of shape (n, side, side), the `fourier_power` of residuals
    """
    waves = np.fft.fftfreq(power.shape[-1])
    angle = np.degrees(np.arctan2(*np.abs(np.meshgrid(waves, waves))))
    # Towards the corners of the square of frequencies there are no waves along the axes.
    frequency = _frequency(power.shape[-1])
    inside = (frequency > 0) & (frequency <= 0.5)
    along = inside & ((angle < SECTOR) | (angle > 90 - SECTOR))
    return power_ratio(power[:, along].sum(axis=1), power[:, inside].sum(axis=1))


def directions(share: float) -> str:
    """Where power lies by its `axis_share`: "along" rows and columns, "across", or "anywhere"."""
    if share > BY_CHANCE + DIRECTED:
        return "along"
    return "across" if share < BY_CHANCE - DIRECTED else "anywhere"


def _frequency(side: int) -> np.ndarray:
    """Cycles per pixel, shape (side, side)."""
    return np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
