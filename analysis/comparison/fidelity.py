"""How close a reconstruction comes to its image."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import skimage

from analysis.images.precision import EXACT

DATA_RANGE = 255  # the greatest difference that there can be between two pixels
WINDOW = 7
STABILISERS = (0.01, 0.03)


@dataclass(frozen=True)
class Fidelity:
    """Relative Frobenius error, peak signal-to-noise ratio (dB) and structural similarity.

    Where the error is rounding, see `analysis.images.precision`, there is no ratio to it: NaN.
    """

    relative_error: float
    psnr: float
    ssim: float


def relative_errors(images: np.ndarray, reconstructions: np.ndarray) -> np.ndarray:
    """Frobenius norms of residuals over those of the images, shape (galaxies,).

    Parameters
    ----------
    images, reconstructions : arrays of shape (galaxies, side, side)
    """
    residuals = images - reconstructions
    return np.linalg.norm(residuals, axis=(1, 2)) / np.linalg.norm(images, axis=(1, 2))


def relative_error(image: np.ndarray, reconstruction: np.ndarray) -> float:
    """The same of one image, both of shape (side, side)."""
    return float(relative_errors(image[None], reconstruction[None])[0])


def fidelity(image: np.ndarray, reconstruction: np.ndarray) -> Fidelity:
    """Compare a reconstruction with its image.

    Parameters
    ----------
    image, reconstruction : arrays of shape (side, side), 0 to 255; nothing is clipped

    References
    ----------
    Wang, Bovik, Sheikh & Simoncelli (2004), IEEE Trans. Image Process. 13, 600 (SSIM), as
    implemented, with its defaults, by scikit-image.
    """
    error = relative_error(image, reconstruction)
    exact = error <= EXACT
    return Fidelity(
        error,
        np.nan
        if exact
        else float(
            skimage.metrics.peak_signal_noise_ratio(image, reconstruction, data_range=DATA_RANGE)
        ),
        float(skimage.metrics.structural_similarity(image, reconstruction, data_range=DATA_RANGE)),
    )


def structural_similarities(
    image: np.ndarray, reconstructions: Iterable[np.ndarray]
) -> list[float]:
    """What scikit-image's `structural_similarity` gives with its defaults.

    The image's own windows are averaged once for all reconstructions.

    Parameters
    ----------
    image : array of shape (side, side), 0 to 255, single or double precision, in which all is
        computed
    reconstructions : arrays of the same shape

    References
    ----------
    Wang, Bovik, Sheikh & Simoncelli (2004), IEEE Trans. Image Process. 13, 600, equation 13.
    """
    c1, c2 = ((k * DATA_RANGE) ** 2 for k in STABILISERS)
    # Unbiased variances: the pixels of a window are a sample.
    scale = WINDOW**2 / (WINDOW**2 - 1)
    mean = window_means(image)
    variance = scale * (window_means(image * image) - mean * mean)

    def similarity(other: np.ndarray) -> float:
        other_mean = window_means(other)
        other_variance = scale * (window_means(other * other) - other_mean * other_mean)
        covariance = scale * (window_means(image * other) - mean * other_mean)
        likeness = (2 * mean * other_mean + c1) * (2 * covariance + c2)
        most = (mean * mean + other_mean * other_mean + c1) * (variance + other_variance + c2)
        return float((likeness / most).mean(dtype=np.float64))

    return [similarity(other.astype(image.dtype)) for other in reconstructions]


def window_means(image: np.ndarray) -> np.ndarray:
    """Means over all 7 x 7 windows that lie within an image (side, side).

    Returns
    -------
    array of shape (side - 6, side - 6)
    """
    return _sums_of_seven(_sums_of_seven(image).T).T / WINDOW**2


def _sums_of_seven(rows: np.ndarray) -> np.ndarray:
    """Sums of any seven rows that follow each other: four of them, two more, and the last."""
    two = rows[:-1] + rows[1:]
    four = two[:-2] + two[2:]
    return four[:-3] + two[4:-1] + rows[6:]
