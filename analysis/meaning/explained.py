"""How much of a property several numbers explain together: the scores, and tests of them."""

from dataclasses import dataclass

import numpy as np
import scipy

CHOSEN = "chosen"


@dataclass(frozen=True)
class Explained:
    """Coefficients of determination of one property.

    Attributes
    ----------
    regression : "linear", "non-linear", or "chosen": whichever of these does better in a
        cross-validation within the training galaxies of each fold
    folds : R² of each fold of the cross-validation, array of shape (k,): of five folds, or of as
        many as have four galaxies each, and two at least
    """

    features: str
    regression: str
    folds: np.ndarray

    @property
    def mean(self) -> float:
        """R², the mean over the folds."""
        return float(self.folds.mean())

    @property
    def spread(self) -> float:
        """Standard deviation over the folds."""
        return float(self.folds.std(ddof=1))


def p_value(difference: np.ndarray) -> float:
    """Two-sided p-value of a mean difference of scores over the folds of a cross-validation.

    Folds share most of their training galaxies, so their scores are not independent: the variance
    of the mean is s² (1/k + 1/(k - 1)) instead of s²/k, where 1/(k - 1) is a fold's number of
    test galaxies over that of its training galaxies.

    Parameters
    ----------
    difference : array of shape (k,), one a fold

    References
    ----------
    Nadeau & Bengio (2003), Machine Learning 52, 239 (corrected resampled t-test).
    """
    folds = len(difference)
    error = difference.std(ddof=1) * np.sqrt(1 / folds + 1 / (folds - 1))
    if not error:
        return float(not difference.any())
    return float(2 * scipy.stats.t.sf(abs(difference.mean()) / error, folds - 1))
