"""Which galaxies: those that test and those that train, and of many those that are looked at."""

import numpy as np

from analysis.images.copies import digests

FEWEST_GALAXIES = 16
# The lecture tests on 32 of 256; fewer galaxies leave the same share of them.
TEST, FEWEST_TEST, PART = 32, 4, 8
LATENTS = 4  # of the autoencoder that is interpreted
DIMENSIONS = (LATENTS, 16, 128)
FOLDS, SEED = 5, 0
MOST = 1024  # of which every measurement is made; quantiles of more would hardly differ


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


def evenly_spread(number: int, galaxy: int, most: int = MOST) -> np.ndarray:
    """Indices of the galaxies that are looked at more closely: all, or so many spread evenly.

    Parameters
    ----------
    number : of galaxies in the set
    galaxy : one that has to be among them

    Returns
    -------
    array of shape (min(number, most),), ascending
    """
    if number <= most:
        return np.arange(number)
    indices = np.linspace(0, number - 1, most).round().astype(int)
    indices[np.abs(indices - galaxy).argmin()] = galaxy
    return indices


def shuffled_folds(images: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Test and training images where other galaxies than the first test: parts of a shuffled set.

    Each part is set aside once; of many galaxies, of some.

    Parameters
    ----------
    images : array of shape (galaxies, side, side)
    """
    from sklearn.model_selection import KFold  # takes its time

    chosen = images[evenly_spread(len(images), 0)]
    parts = KFold(FOLDS, shuffle=True, random_state=SEED).split(chosen)
    return [(chosen[test], chosen[training]) for training, test in parts]
