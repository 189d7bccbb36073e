"""The noise of an image, read off its border, where galaxies end and sky begins."""

import numpy as np
from scipy.optimize import brentq
from scipy.stats import median_abs_deviation

BORDER = 1 / 16
CORNER = 1 / 8
WIDEST = 12.0


def border_noise(image: np.ndarray) -> float:
    """Standard deviation of the sky: the scaled median absolute deviation of the border's pixels.

    The median resists the stars and neighbours that reach into the border. Resampling has made
    neighbouring pixels alike, and this estimate, being of single pixels, does not mind.

    Parameters
    ----------
    image : array of shape (side, side); its border is 1/16 of the side wide
    """
    width = round(image.shape[0] * BORDER)
    inside = np.zeros(image.shape, bool)
    inside[width:-width, width:-width] = True
    return float(median_abs_deviation(image[~inside], scale="normal"))


def sky_autocorrelation(image: np.ndarray, lag: int = 1) -> float:
    """Correlation of sky pixels with those a lag further along, the median over four corners.

    Zero for white noise. Each corner is 1/8 of the side wide, its mean is subtracted, and rows and
    columns count alike.

    Parameters
    ----------
    image : array of shape (side, side)
    """
    width = round(image.shape[0] * CORNER)
    near, far = slice(None, width), slice(-width, None)
    corners = [image[rows, columns] for rows in (near, far) for columns in (near, far)]
    return float(np.median([_autocorrelation(corner, lag) for corner in corners]))


def _autocorrelation(patch: np.ndarray, lag: int) -> float:
    patch = patch - patch.mean()
    variance = patch.var()
    if variance == 0:
        return 0.0
    along_rows = (patch[:, lag:] * patch[:, :-lag]).mean()
    along_columns = (patch[lag:] * patch[:-lag]).mean()
    return float((along_rows + along_columns) / (2 * variance))


def smoothing_for(autocorrelation: float) -> float:
    """Standard deviation in pixels of the Gaussian that gives white noise a lag-1 autocorrelation.

    Parameters
    ----------
    autocorrelation : between 0.01 and 0.99
    """
    return float(brentq(lambda s: _kernel_autocorrelation(s) - autocorrelation, 0.1, WIDEST))


def _kernel_autocorrelation(smoothing: float) -> float:
    """Smoothed white noise has the autocorrelation of the kernel that smoothed it."""
    offsets = np.arange(-6 * WIDEST, 6 * WIDEST + 1)
    kernel = np.exp(-0.5 * (offsets / smoothing) ** 2)
    return float(kernel[1:] @ kernel[:-1] / (kernel @ kernel))
