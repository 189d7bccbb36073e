"""How much of a property several numbers explain together, on galaxies that were not fitted."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata
from sklearn.kernel_approximation import Nystroem
from sklearn.linear_model import LinearRegression, RidgeCV
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

FOLDS, SEED = 5, 4
PENALTIES = np.logspace(-3, 2, 11)


@dataclass(frozen=True)
class Explained:
    """Coefficients of determination of one property.

    Attributes
    ----------
    folds : R² of each fold of the cross-validation, array of shape (5,)
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


def explain(features: dict[str, np.ndarray], values: np.ndarray) -> tuple[Explained, ...]:
    """Regress a property on each set of features, linearly and not.

    What is explained are the property's ranks, as in rank correlations, which do not change if
    brightness is measured in magnitudes or if a few galaxies are extreme.

    Parameters
    ----------
    features : arrays of shape (galaxies, k), by name
    values : array of shape (galaxies,); galaxies with NaN are left out
    """
    measured = np.isfinite(values)
    ranks = rankdata(values[measured]) / np.count_nonzero(measured)
    folds = KFold(FOLDS, shuffle=True, random_state=SEED)
    return tuple(
        Explained(name, regression, cross_val_score(model, of_each[measured], ranks, cv=folds))
        for name, of_each in features.items()
        for regression, model in _regressions(*of_each[measured].shape).items()
    )


def _regressions(galaxies: int, dimension: int) -> dict[str, Pipeline]:
    """Least squares, and kernel ridge regression.

    Nystroem's features with as many landmarks as galaxies make ridge regression that of the whole
    kernel, whose penalty is then chosen on the training galaxies by leaving one out, in closed
    form. The kernel is as wide as the typical distance between galaxies.
    """
    training = galaxies - -(-galaxies // FOLDS)
    kernel = Nystroem(gamma=1 / (2 * dimension), n_components=training, random_state=SEED)
    return {
        "linear": make_pipeline(StandardScaler(), LinearRegression()),
        "non-linear": make_pipeline(StandardScaler(), kernel, RidgeCV(PENALTIES)),
    }
