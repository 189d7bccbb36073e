"""What a reconstruction misses of an image: fine or coarse, and in which directions."""

import numpy as np

from analysis.sharpness import fine_power

SECTOR = 15.0
BY_CHANCE = 4 * SECTOR / 180
"""The part of all directions that `axis_share` counts."""


def fine_share(residual: np.ndarray) -> float:
    """Share of the residual's power at wavelengths under 8 pixels.

    Parameters
    ----------
    residual : array of shape (side, side)
    """
    return float(fine_power(residual[None])[0] / _power(residual).sum())


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
    power = _power(residual)
    return float(power[along].sum() / power[inside].sum())


def _power(residual: np.ndarray) -> np.ndarray:
    """Power spectrum, shape (side, side), after a window that hides the borders' jumps."""
    window = np.hanning(len(residual))
    return np.abs(np.fft.fft2((residual - residual.mean()) * np.outer(window, window))) ** 2
