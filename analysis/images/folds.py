"""Other test galaxies than the first ones: parts of a shuffled set, each set aside once."""

import numpy as np

from analysis.images.subset import evenly_spread

FOLDS, SEED = 5, 0


def shuffled_folds(images: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Test and training images, for each part that is set aside; of many galaxies, of some.

    Parameters
    ----------
    images : array of shape (galaxies, side, side)
    """
    from sklearn.model_selection import KFold  # takes its time

    chosen = images[evenly_spread(len(images), 0)]
    parts = KFold(FOLDS, shuffle=True, random_state=SEED).split(chosen)
    return [(chosen[test], chosen[training]) for training, test in parts]
