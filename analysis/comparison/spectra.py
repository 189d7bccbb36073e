"""What power spectra tell of images, and of what a reconstruction keeps and misses of them."""

import numpy as np

FINE_WAVELENGTH = 8
SECTOR = 15.0
BY_CHANCE = 4 * SECTOR / 180
"""The part of all directions that `axis_share` counts."""


def fine_power(images: np.ndarray) -> np.ndarray:
    """Power at wavelengths shorter than 8 pixels.

    Parameters
    ----------
    images : array of shape (n, side, side)

    Returns
    -------
    array of shape (n,)
    """
    return _power(images)[:, _frequency(images.shape[-1]) > 1 / FINE_WAVELENGTH].sum(axis=1)


def power_spectrum(images: np.ndarray) -> np.ndarray:
    """Power in rings of equal spatial frequency, without the zeroth, which is the mean.

    Parameters
    ----------
    images : array of shape (n, side, side)

    Returns
    -------
    array of shape (n, side / 2) : power at 1, 2, ... side / 2 waves across the image
    """
    side = images.shape[-1]
    ring = np.rint(side * _frequency(side)).astype(int).ravel()
    power = _power(images).reshape(len(images), -1)
    sums = np.stack([np.bincount(ring, row) for row in power])
    return sums[:, 1 : side // 2 + 1]


def fine_share(residual: np.ndarray) -> float:
    """Share of the residual's power at wavelengths under 8 pixels.

    Parameters
    ----------
    residual : array of shape (side, side)
    """
    return float(fine_power(residual[None])[0] / _power(residual[None]).sum())


def axis_share(residual: np.ndarray) -> float:
    """Share of the residual's power in waves that run within 15° of its rows or columns.

    A third where no direction is preferred.

    Parameters
    ----------
    residual : array of shape (side, side)
    """
    frequency = np.fft.fftfreq(len(residual))
    across, down = np.abs(np.meshgrid(frequency, frequency))
    angle = np.degrees(np.arctan2(down, across))
    # Towards the corners of the square of frequencies there are no waves along the axes.
    inside = (np.hypot(across, down) > 0) & (np.hypot(across, down) <= 0.5)
    along = inside & ((angle < SECTOR) | (angle > 90 - SECTOR))
    (power,) = _power(residual[None])
    return float(power[along].sum() / power[inside].sum())


def _power(images: np.ndarray) -> np.ndarray:
    """Squared moduli of the Fourier coefficients under a window that hides the borders' jumps."""
    window = np.hanning(images.shape[-1])
    tapered = (images - images.mean(axis=(1, 2), keepdims=True)) * np.outer(window, window)
    return np.abs(np.fft.fft2(tapered)) ** 2


def _frequency(side: int) -> np.ndarray:
    """Cycles per pixel, shape (side, side)."""
    return np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
