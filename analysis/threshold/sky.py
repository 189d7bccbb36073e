"""The sky of an image and its noise, read off its border, where galaxies end and sky begins."""

import numpy as np
import scipy

from analysis.images.borders import border_width, corners, on_border

WIDEST = 12.0
# Of the side: how far apart pixels are whose noise has little in common, and so many at least.
APART, LEAST_APART = 1 / 32, 3


def border_sky(image: np.ndarray) -> tuple[float, float]:
    """Level and noise of an image's sky, from the fainter half of its border.

    The noise is the scaled median modulus of second differences: of a pixel and the two that are
    1/32 of the side before and behind it, along rows and along columns. Light that rises steadily
    cancels in them. The galaxy's outskirts thus do not count as noise, and the median resists stars
    and neighbours. Pixels so far apart have little noise in common, so that white noise and noise
    that resampling has smoothed are measured alike.

    Parameters
    ----------
    image : array of shape (side, side); its border is 1/16 of the side wide

    Returns
    -------
    Median and standard deviation, in the image's units. Where half of the border or more is
    constant, as where it is masked or saturated, the latter is 0. In images of 64 pixels whose
    neighbours are correlated by 0.65 it is an eighth too small.
    """
    image = image.astype(np.float64)
    fainter = fainter_border(image)
    apart = min(max(LEAST_APART, round(len(image) * APART)), max(1, (len(image) - 1) // 2))
    differences = [
        second_differences(matrix, apart)[chosen[:, apart:-apart]]
        for matrix, chosen in ((image, fainter), (image.T, fainter.T))
    ]
    return float(np.median(image[fainter])), spread(np.concatenate(differences))


def border_noise(image: np.ndarray) -> float:
    """Standard deviation of the sky's noise; see `border_sky`."""
    return border_sky(image)[1]


def fainter_border(image: np.ndarray) -> np.ndarray:
    """Where an image (side, side) shows sky: the half of its border whose surroundings are fainter.

    Surroundings are as wide as the border. Constant ones, which are masked or saturated, count as
    the brightest. Array of bool, shape (side, side).
    """
    level = scipy.ndimage.uniform_filter(image, border_width(len(image)))
    same_before = [image == np.roll(image, 1, axis) for axis in (0, 1)]
    level[np.logical_and(*same_before)] = np.inf
    edge = on_border(len(image))
    return np.asarray(edge & (level <= np.median(level[edge])))


def spread(differences: np.ndarray) -> float:
    """Standard deviation of normal values about zero, from the median of their moduli; 0 of none.

    References
    ----------
    Hampel (1974), J. Am. Stat. Assoc. 69, 383 (the median absolute deviation).
    """
    if not differences.size:
        return 0.0
    return float(np.median(np.abs(differences)) / scipy.stats.norm.ppf(0.75))


def second_differences(image: np.ndarray, apart: int) -> np.ndarray:
    """What pixels are above the mean of the two so far before and behind them in their row.

    Scaled to the standard deviation of the pixels if their noise is white.

    Parameters
    ----------
    image : array of shape (m, n)

    Returns
    -------
    array of shape (m, n - 2 apart), without the pixels too close to an end
    """
    middle, before, behind = image[:, apart:-apart], image[:, : -2 * apart], image[:, 2 * apart :]
    return np.asarray((2 * middle - before - behind) / np.sqrt(6))


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
