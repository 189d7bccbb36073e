"""How much fine detail of images a reconstruction keeps, read off power spectra."""

import numpy as np

FINE_WAVELENGTH = 8


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


def _power(images: np.ndarray) -> np.ndarray:
    """Squared moduli of the Fourier coefficients under a window that hides the borders' jumps."""
    window = np.hanning(images.shape[-1])
    tapered = (images - images.mean(axis=(1, 2), keepdims=True)) * np.outer(window, window)
    return np.abs(np.fft.fft2(tapered)) ** 2


def _frequency(side: int) -> np.ndarray:
    """Cycles per pixel, shape (side, side)."""
    return np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
