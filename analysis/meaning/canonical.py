"""Directions that several descriptions of the same galaxies have in common."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import decompose


@dataclass(frozen=True)
class SharedDirections:
    """Generalised canonical correlations of several sets of numbers about the same galaxies.

    Attributes
    ----------
    means_ : array of shape (sets, d)
    weights_ : array of shape (sets, d, d)
        Columns that read each shared direction off a set, the most shared one first.
    """

    means_: np.ndarray
    weights_: np.ndarray

    def read(self, codes: np.ndarray) -> np.ndarray:
        """What each set says of each direction, shape (sets, n, d), of codes of that shape."""
        return (codes - self.means_[:, None]) @ self.weights_

    def correlations(self, codes: np.ndarray) -> np.ndarray:
        """Between each two sets' readings of each direction, shape (d, sets, sets).

        NaN where one of them is the same for all.
        """
        readings = self.read(codes)  # (sets, n, d)
        with np.errstate(invalid="ignore"):
            return np.array([np.corrcoef(each) for each in np.moveaxis(readings, 2, 0)])


def fit_shared(codes: np.ndarray) -> SharedDirections:
    """Find the directions that all sets can read most alike, by linear combinations.

    For two sets these are Hotelling's canonical variates. For more, the first direction is the one
    whose squared correlations with the sets' best readings of it have the largest sum, and so
    on, each uncorrelated with those before: the left singular vectors of all sets' orthonormal
    bases side by side.

    Parameters
    ----------
    codes : array of shape (sets, n, d), with d < n

    References
    ----------
    Kettenring (1971), Biometrika 58, 433 (there MAXVAR).
    """
    count, dimension = codes.shape[1:]
    means = codes.mean(axis=1)
    centred = codes - means[:, None]
    bases = np.linalg.qr(centred)[0]  # (sets, n, d)
    together = decompose(np.concatenate(bases, axis=1))
    shared = np.sqrt(count) * together.left[:, :dimension]  # of unit variance
    return SharedDirections(means, np.linalg.pinv(centred) @ shared)
