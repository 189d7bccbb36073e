"""Stored images of simulated galaxies against the galaxies themselves."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs import Codec
from analysis.approximation.codecs.codec import largest_within
from analysis.comparison.fidelity import relative_errors
from analysis.comparison.paired import Paired, paired
from analysis.runtime.parallel import over_galaxies


@dataclass(frozen=True)
class Truth:
    """Simulated galaxies, stored within 1/part of the numbers, against themselves without noise.

    Attributes
    ----------
    errors : of each method, everything counted, that of the smallest median first; relative
        errors, arrays of shape (galaxies,)
    lead : the first method's errors against the second's
    """

    part: int
    errors: dict[str, np.ndarray]
    lead: Paired

    @property
    def best(self) -> str:
        """The method of the smallest median."""
        return next(iter(self.errors))

    @property
    def relative_error(self) -> dict[str, float]:
        """Medians over the galaxies."""
        return {method: float(np.median(errors)) for method, errors in self.errors.items()}


@dataclass(frozen=True)
class Closest:
    """The budget whose best way comes closest to the galaxies, and a rival.

    Attributes
    ----------
    part, method : the budget, and its best way
    rival_part, rival_method : the largest budget or, where that is the closest, the next
    against : errors of the one against those of the other
    falling : whether with every larger budget the best way's median error is smaller
    """

    part: int
    method: str
    rival_part: int
    rival_method: str
    against: Paired
    falling: bool


def stored_against_truth(codecs: list[Codec], noiseless: np.ndarray, part: int) -> Truth:
    """Compare what is stored of noisy images with the same (galaxies, side, side) without noise."""
    budget = noiseless[0].size // part
    errors = {
        codec.name: _true_errors(codec, index, noiseless)
        for codec in codecs
        if (index := largest_within(codec, budget)) is not None
    }
    errors = dict(sorted(errors.items(), key=lambda item: np.median(item[1])))
    first, second, *_ = errors.values()
    return Truth(part, errors, paired(first, second))


def closest(truths: tuple[Truth, ...]) -> Closest:
    """Find it among several budgets, the largest first."""
    medians = [truth.relative_error[truth.best] for truth in truths]
    place = int(np.argmin(medians))
    found, rival = truths[place], truths[0 if place else 1]
    return Closest(
        part=found.part,
        method=found.best,
        rival_part=rival.part,
        rival_method=rival.best,
        against=paired(found.errors[found.best], rival.errors[rival.best]),
        falling=bool(np.all(np.diff(medians) > 0)),
    )


def _true_errors(codec: Codec, index: int, noiseless: np.ndarray) -> np.ndarray:
    rebuilt = over_galaxies(lambda galaxy: codec.rebuild(galaxy, index), range(len(noiseless)))
    return relative_errors(noiseless, np.stack(rebuilt))
