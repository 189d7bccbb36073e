"""How much fine detail of images a reconstruction keeps, read off power spectra."""

import numpy as np

FINE_WAVELENGTH = 8


def fine_power(images: np.ndarray) -> np.ndarray:
    """Power at wavelengths shorter than 8 pixels, after a window that hides the borders' jumps.

    Parameters
    ----------
    images : array of shape (n, side, side)

    Returns
    -------
    array of shape (n,)
    """
    side = images.shape[-1]
    window = np.hanning(side)
    tapered = (images - images.mean(axis=(1, 2), keepdims=True)) * np.outer(window, window)
    power = np.abs(np.fft.fft2(tapered)) ** 2
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
    return power[:, frequency > 1 / FINE_WAVELENGTH].sum(axis=1)
