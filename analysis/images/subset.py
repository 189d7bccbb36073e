"""Which galaxies of a large set are looked at more closely than all the others."""

import numpy as np

MOST = 1024  # of which every measurement is made; quantiles of more would hardly differ


def evenly_spread(number: int, galaxy: int) -> np.ndarray:
    """Indices of all galaxies, or of 1024 that are spread evenly over a larger set.

    Parameters
    ----------
    number : of galaxies in the set
    galaxy : one that has to be among them

    Returns
    -------
    array of shape (min(number, 1024),), ascending
    """
    if number <= MOST:
        return np.arange(number)
    indices = np.linspace(0, number - 1, MOST).round().astype(int)
    indices[np.abs(indices - galaxy).argmin()] = galaxy
    return indices
