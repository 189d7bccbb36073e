"""How much of a property several numbers explain together, on galaxies that were not fitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy
from threadpoolctl import threadpool_limits

from analysis.meaning.associations import measured_alike

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

CHOSEN = "chosen"
FOLDS, INNER_FOLDS, SEED = 5, 3, 4
FEWEST_TESTED = 4  # galaxies of a fold; of fewer, R² is chance
LANDMARKS = 100
PENALTIES = np.logspace(-3, 2, 11)


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
            ranks = scipy.stats.rankdata([properties[name][measured] for name in names], axis=1).T
            for label, of_each in features.items():
                for regression, folds in _score(of_each[measured], ranks).items():
                    for name, column in zip(names, folds.T, strict=True):
                        found[name].append(Explained(label, regression, column))
    return {name: tuple(items) for name, items in found.items()}


def _score(features: np.ndarray, targets: np.ndarray) -> dict[str, np.ndarray]:
    """R² of each fold and target, shape (folds, targets), by regression.

    Whoever takes the better of two regressions on the folds that score them takes luck for
    skill. The third is therefore chosen for each fold and target on the fold's training galaxies.
    """
    models = _regressions(*features.shape)
    scores = {name: _cross_validate(each, features, targets) for name, each in models.items()}
    inner = np.array(
        [
            [
                _cross_validate(each, features[training], targets[training], INNER_FOLDS).mean(0)
                for training, _ in _splits(features)
            ]
            for each in models.values()
        ]
    )  # (regressions, folds, targets)
    outer = np.array([*scores.values()])
    chosen = np.take_along_axis(outer, inner.argmax(axis=0)[None], axis=0)[0]
    return {**scores, CHOSEN: chosen}


def _splits(features: np.ndarray, most: int = FOLDS) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Indices of training and test galaxies, fold by fold."""
    from sklearn.model_selection import KFold  # takes its time, as all of scikit-learn

    parts = folds(len(features), most)
    yield from KFold(parts, shuffle=True, random_state=SEED).split(features)


def _cross_validate(
    model: "Pipeline", features: np.ndarray, targets: np.ndarray, most: int = FOLDS
) -> np.ndarray:
    """R² of each fold and target, shape (folds, targets)."""
    from sklearn.metrics import r2_score

    return np.array(
        [
            r2_score(
                targets[test],
                model.fit(features[training], targets[training]).predict(features[test]),
                multioutput="raw_values",
            )
            for training, test in _splits(features, most)
        ]
    )


def folds(galaxies: int, most: int = FOLDS) -> int:
    """Into how many parts so many galaxies are cut."""
    return min(most, max(2, galaxies // FEWEST_TESTED))


def _trained_on(galaxies: int, most: int) -> int:
    """How many of so many galaxies a fold trains on, at least."""
    return galaxies - -(-galaxies // folds(galaxies, most))


def _regressions(galaxies: int, dimension: int) -> dict[str, "Pipeline"]:
    """Least squares, and kernel ridge regression.

    Nystroem's features at a hundred landmarks stand in for the whole kernel, so that the penalty
    is chosen on the training galaxies by leaving one out, in closed form. The kernel is as wide as
    the typical distance between galaxies.
    """
    from sklearn.kernel_approximation import Nystroem
    from sklearn.linear_model import LinearRegression, RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    landmarks = min(LANDMARKS, _trained_on(_trained_on(galaxies, FOLDS), INNER_FOLDS))
    kernel = Nystroem(gamma=1 / (2 * dimension), n_components=landmarks, random_state=SEED)
    ridge = RidgeCV(PENALTIES, alpha_per_target=True)
    return {
        "linear": make_pipeline(StandardScaler(), LinearRegression()),
        "non-linear": make_pipeline(StandardScaler(), kernel, ridge),
    }
