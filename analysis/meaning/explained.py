"""How much of a property several numbers explain together, on galaxies that were not fitted."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata
from sklearn.kernel_approximation import Nystroem
from sklearn.linear_model import LinearRegression, RidgeCV
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from analysis.meaning.associations import measured_alike

FOLDS, SEED = 5, 4
FEWEST_TESTED = 4  # galaxies of a fold; of fewer, R² is chance
LANDMARKS = 100
PENALTIES = np.logspace(-3, 2, 11)


@dataclass(frozen=True)
class Explained:
    """Coefficients of determination of one property.

    Attributes
    ----------
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


def explain(
    features: dict[str, np.ndarray], properties: dict[str, np.ndarray]
) -> dict[str, tuple[Explained, ...]]:
    """Regress properties on each set of features, linearly and not.

    What is explained are a property's ranks, as in rank correlations: they do not change if
    brightness is measured in magnitudes, and no extreme galaxy decides.

    Parameters
    ----------
    features : arrays of shape (galaxies, k), by name
    properties : arrays of shape (galaxies,), by name; galaxies with NaN are left out of theirs
    """
    found: dict[str, list[Explained]] = {name: [] for name in properties}
    # Matrices this small gain nothing from several threads, which wait for each other.
    with threadpool_limits(1):
        for names, measured in measured_alike(properties):
            ranks = rankdata([properties[name][measured] for name in names], axis=1).T
            for label, of_each in features.items():
                for regression, model in _regressions(*of_each[measured].shape).items():
                    folds = _cross_validate(model, of_each[measured], ranks)
                    for name, column in zip(names, folds.T, strict=True):
                        found[name].append(Explained(label, regression, column))
    return {name: tuple(items) for name, items in found.items()}


def _cross_validate(model: Pipeline, features: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """R² of each fold and target, shape (folds, targets)."""
    splits = KFold(folds(len(features)), shuffle=True, random_state=SEED).split(features)
    return np.array(
        [
            r2_score(
                targets[test],
                model.fit(features[training], targets[training]).predict(features[test]),
                multioutput="raw_values",
            )
            for training, test in splits
        ]
    )


def folds(galaxies: int) -> int:
    """Into how many parts so many galaxies are cut."""
    return min(FOLDS, max(2, galaxies // FEWEST_TESTED))


def _regressions(galaxies: int, dimension: int) -> dict[str, Pipeline]:
    """Least squares, and kernel ridge regression.

    Nystroem's features at a hundred landmarks stand in for the whole kernel, so that the penalty
    is chosen on the training galaxies by leaving one out, in closed form. The kernel is as wide as
    the typical distance between galaxies.
    """
    landmarks = min(LANDMARKS, galaxies - -(-galaxies // folds(galaxies)))
    kernel = Nystroem(gamma=1 / (2 * dimension), n_components=landmarks, random_state=SEED)
    ridge = RidgeCV(PENALTIES, alpha_per_target=True)
    return {
        "linear": make_pipeline(StandardScaler(), LinearRegression()),
        "non-linear": make_pipeline(StandardScaler(), kernel, ridge),
    }
