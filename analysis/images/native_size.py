"""From how many pixels an image was enlarged: its spectrum ends where theirs did.

Enlarging makes pixels, not detail. Beyond the highest frequency of the original there is only the
rounding of the result, which is white.
"""

import numpy as np

FLOOR = 10.0
"""Times the power of rounding that is still counted as nothing."""


def native_size(greyscale: np.ndarray, rounding: float) -> int:
    """Side in pixels of an image whose spectrum ends where this one's falls to rounding.

    Parameters
    ----------
    greyscale : array of shape (side, side)
    rounding : standard deviation of its pixels' rounding, more than 0, in the same unit

    Returns
    -------
    int, at most side
    """
    power = _power_by_frequency(greyscale)
    nothing = np.flatnonzero(power < FLOOR * rounding**2)
    return int(2 * nothing[0]) if len(nothing) else len(greyscale)


def _power_by_frequency(image: np.ndarray) -> np.ndarray:
    """Power of a tapered image at 0, 1, ... cycles across, shape (side // 2 + 1,).

    Enlarging is separable, so the larger of a wave's two frequencies counts. Its waves' median
    resists what stars and edges add to a few of them; white noise has its variance everywhere.
    """
    side = len(image)
    window = np.outer(np.hanning(side), np.hanning(side))
    window /= np.sqrt(np.square(window).mean())
    power = np.square(np.abs(np.fft.fft2((image - np.median(image)) * window))) / image.size
    along = np.abs(np.fft.fftfreq(side, 1 / side)).astype(int)
    frequency = np.maximum(along[:, None], along).ravel()
    order = np.argsort(frequency, kind="stable")
    parts = np.split(power.ravel()[order], np.cumsum(np.bincount(frequency))[:-1])
    # Powers of noise are exponentially distributed, with a median of log 2 means.
    return np.array([np.median(part) for part in parts]) / np.log(2)
