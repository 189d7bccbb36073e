"""Structural similarity of many reconstructions to one image."""

from collections.abc import Iterable

import numpy as np

WINDOW = 7
STABILISERS = (0.01, 0.03)


def structural_similarities(
    image: np.ndarray, reconstructions: Iterable[np.ndarray], data_range: float
) -> list[float]:
    """What scikit-image's `structural_similarity` gives with its defaults.

    The image's own windows are summed up once for all reconstructions.

    Parameters
    ----------
    image : array of shape (side, side), as are the reconstructions
    data_range : greatest difference that there can be between two pixels

    References
    ----------
    Wang, Bovik, Sheikh & Simoncelli (2004), IEEE Trans. Image Process. 13, 600, equation 13.
    """
    image = image.astype(np.float64)
    c1, c2 = ((k * data_range) ** 2 for k in STABILISERS)
    # Unbiased variances: the windows are samples.
    scale = WINDOW**2 / (WINDOW**2 - 1)
    mean, square = window_means(np.stack([image, image**2]))
    variance = scale * (square - mean**2)

    def similarity(other: np.ndarray) -> float:
        other_mean, other_square, product = window_means(np.stack([other, other**2, image * other]))
        other_variance = scale * (other_square - other_mean**2)
        means, covariance = mean * other_mean, scale * (product - mean * other_mean)
        likeness = (2 * means + c1) * (2 * covariance + c2)
        most = (mean**2 + other_mean**2 + c1) * (variance + other_variance + c2)
        return float((likeness / most).mean())

    return [similarity(other.astype(np.float64)) for other in reconstructions]


def window_means(images: np.ndarray) -> np.ndarray:
    """Means over all 7 x 7 windows that lie within images (n, side, side).

    Returns
    -------
    array of shape (n, side - 6, side - 6)
    """
    along_columns = _sums_of_seven(images)
    return _sums_of_seven(along_columns.swapaxes(1, 2)).swapaxes(1, 2) / WINDOW**2


def _sums_of_seven(rows: np.ndarray) -> np.ndarray:
    """Sums of seven rows that follow each other, of arrays (n, rows, columns)."""
    two = rows[:, :-1] + rows[:, 1:]
    four = two[:, :-2] + two[:, 2:]
    return four[:, :-3] + two[:, 4:-1] + rows[:, 6:]
