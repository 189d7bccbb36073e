"""Who is tested on and who trains, and what so many training galaxies can carry."""

import numpy as np

from analysis.images.copies import digests

FEWEST_GALAXIES = 16
# The lecture tests on 32 of 256; fewer galaxies leave the same share of them.
TEST, FEWEST_TEST, PART = 32, 4, 8
LATENTS = 4  # of the autoencoder that is interpreted
DIMENSIONS = (LATENTS, 16, 128)


def set_aside(galaxies: int) -> int:
    """Number of test galaxies in a set: an eighth, but not fewer than 4 nor more than 32."""
    return min(TEST, max(FEWEST_TEST, galaxies // PART))


def split(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Test and training images, the first ones of the set and all others."""
    test = set_aside(len(images))
    return images[:test], images[test:]


def carried(training: np.ndarray, dimensions: tuple[int, ...] = DIMENSIONS) -> tuple[int, ...]:
    """Those numbers of dimensions that training images can span, and up to four in any case.

    About their mean, n different images span n - 1 dimensions at most; one that is there twice
    brings nothing new.

    Parameters
    ----------
    training : array of shape (n, side, side)
    """
    spanned = len(digests(training)) - 1
    return tuple(d for d in dimensions if d <= max(spanned, LATENTS))
