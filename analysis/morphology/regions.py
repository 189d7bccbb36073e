"""Which pixels of an image belong to the galaxy in its middle, to something else, or to the sky."""

from dataclasses import dataclass

import numpy as np
from astropy.stats import sigma_clipped_stats
from scipy.ndimage import gaussian_filter, label

SMOOTHING_PIXELS = 2.0
DETECTION_SIGMA = 2.0
FEWEST_PIXELS = 40


@dataclass(frozen=True)
class Regions:
    """Masks of shape (side, side), which together cover the image once.

    Attributes
    ----------
    galaxy : the source on the middle pixel, with whatever lies in front of it
    others : all other sources
    sky : the rest
    number : of other sources
    """

    galaxy: np.ndarray
    others: np.ndarray
    sky: np.ndarray
    number: int


def find_regions(image: np.ndarray) -> Regions:
    """Connected pixels above a smoothed image's sky; the image has shape (side, side)."""
    smooth = gaussian_filter(image.astype(np.float64), SMOOTHING_PIXELS)
    _, sky, noise = sigma_clipped_stats(smooth, sigma=3, axis=(0, 1))
    labels, _ = label(smooth > sky + DETECTION_SIGMA * noise)
    large = np.bincount(labels.ravel()) >= FEWEST_PIXELS
    labels = np.where(large[labels], labels, 0)
    central = labels[tuple(side // 2 for side in image.shape)]
    galaxy = (labels == central) & (central > 0)
    others = (labels > 0) & ~galaxy
    return Regions(galaxy, others, labels == 0, len(np.unique(labels[others])))
