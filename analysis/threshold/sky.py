"""The noise of an image, read off its border, where galaxies end and sky begins."""

import numpy as np
import scipy

from analysis.images.borders import border, corners

WIDEST = 12.0


def border_noise(image: np.ndarray) -> float:
    """Standard deviation of the sky: the scaled median absolute deviation of the border's pixels.

    The median resists the stars and neighbours that reach into the border. Resampling has made
    neighbouring pixels alike, and this estimate, being of single pixels, does not mind.

    Parameters
    ----------
    image : array of shape (side, side); its border is 1/16 of the side wide
    """
    return float(scipy.stats.median_abs_deviation(border(image), scale="normal"))


def sky_autocorrelation(image: np.ndarray, lag: int = 1) -> float:
    """Correlation of sky pixels with those a lag further along, the median over four corners.

    Zero for white noise. Each corner is 1/8 of the side wide, its mean is subtracted, and rows and
    columns count alike.

    Parameters
    ----------
    image : array of shape (side, side)
    """
    patches = corners(image)
    width = patches[0].shape[0]
    found = [
        (autocorrelation(patch, lag)[lag] + autocorrelation(patch.T, lag)[lag]) / 2
        for patch in patches
    ]
    return float(np.median(found)) * width / (width - lag)


def autocorrelation(patch: np.ndarray, lags: int) -> np.ndarray:
    """Autocorrelation of a patch (m, n) along its rows at lags 0 to `lags`, shape (lags + 1,).

    Sums are divided by the number of all pixels and not of pairs, which makes the estimate a
    little too small and its spectrum positive. A patch without any noise counts as white, and lags
    beyond the patch are 0.
    """
    patch = patch - patch.mean()
    ends = [max(patch.shape[1] - lag, 0) for lag in range(lags + 1)]
    sums = np.array([np.sum(patch[:, lag:] * patch[:, :end]) for lag, end in enumerate(ends)])
    return sums / sums[0] if sums[0] > 0 else np.eye(1, lags + 1)[0]


def smoothing_for(lag_one: float) -> float:
    """Standard deviation in pixels of the Gaussian that gives white noise a lag-1 autocorrelation.

    Parameters
    ----------
    lag_one : between 0.01 and 0.99
    """
    return float(scipy.optimize.brentq(lambda s: _kernel_autocorrelation(s) - lag_one, 0.1, WIDEST))


def _kernel_autocorrelation(smoothing: float) -> float:
    """Smoothed white noise has the autocorrelation of the kernel that smoothed it."""
    offsets = np.arange(-6 * WIDEST, 6 * WIDEST + 1)
    kernel = np.exp(-0.5 * (offsets / smoothing) ** 2)
    return float(kernel[1:] @ kernel[:-1] / (kernel @ kernel))
