"""A galaxy model of four numbers, beside four latents and four coordinates in a basis."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.comparison.galaxy_model import choose_model
from analysis.comparison.paired import Paired, paired
from analysis.results.against import image_errors
from analysis.runtime.cache import cached

# Of the training galaxies, those that the common profile is chosen on.
MOST_GALAXIES = 32


@dataclass(frozen=True)
class Rival:
    """What else rebuilds the test galaxies from four numbers.

    Attributes
    ----------
    name, test_mse : what it is called, and its mean squared error
    paired : the model's errors (first) against its own (second)
    """

    name: str
    test_mse: float
    paired: Paired

    @property
    def saved(self) -> float:
        """How much less error it has, as a share of the model's."""
        return 1 - self.paired.second / self.paired.first


@dataclass(frozen=True)
class GalaxyModelResult:
    """One smooth profile whose brightness, size and shape are each galaxy's own.

    Attributes
    ----------
    index, sky : of all galaxies, chosen on training galaxies; see `GalaxyModel`
    chosen_on : number of these
    test_mse : mean squared error on the test galaxies
    brightness, half_light_radius, e1, e2 : of the test galaxies, arrays of shape (m,)
    rivals : in the order of their errors, the largest first
    """

    index: float
    sky: float
    chosen_on: int
    test_mse: float
    brightness: np.ndarray
    half_light_radius: np.ndarray
    e1: np.ndarray
    e2: np.ndarray
    rivals: tuple[Rival, ...]

    @property
    def ahead_of(self) -> tuple[Rival, ...]:
        """Those that it rebuilds the test galaxies better than."""
        return tuple(rival for rival in self.rivals if rival.paired.verdict == "first")

    @property
    def behind(self) -> tuple[Rival, ...]:
        """Those that rebuild them better than it does."""
        return tuple(rival for rival in self.rivals if rival.paired.verdict == "second")

    @property
    def level_with(self) -> tuple[Rival, ...]:
        """Those from which the test does not tell it."""
        undecided = ("neither", "contradiction")
        return tuple(rival for rival in self.rivals if rival.paired.verdict in undecided)


def fit_galaxy_model(
    training: np.ndarray, test: np.ndarray, others: Mapping[str, np.ndarray]
) -> GalaxyModelResult:
    """Fit the test galaxies by a profile that is chosen on training galaxies.

    Parameters
    ----------
    training, test : arrays of shape (n, side, side), 0 to 1
    others : the test galaxies as rebuilt otherwise from four numbers, by name, same shape
    """
    chosen = training[:: -(-len(training) // MOST_GALAXIES)]
    model = cached(choose_model, chosen)
    numbers = model.fit(test)
    rebuilt = np.array([model.draw(each, test.shape[1]) for each in numbers])
    own = image_errors(test, rebuilt)
    rivals = [_rival(name, own, image_errors(test, other)) for name, other in others.items()]
    brightness, size, e1, e2 = numbers.T
    return GalaxyModelResult(
        index=model.index,
        sky=model.sky,
        chosen_on=len(chosen),
        test_mse=float(own.mean()),
        brightness=brightness,
        half_light_radius=size,
        e1=e1,
        e2=e2,
        rivals=tuple(sorted(rivals, key=lambda rival: -rival.test_mse)),
    )


def _rival(name: str, own: np.ndarray, errors: np.ndarray) -> Rival:
    return Rival(name, float(errors.mean()), paired(own, errors, typical=np.mean))
