"""Stored images of simulated galaxies against the galaxies themselves."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs import Codec
from analysis.approximation.codecs.codec import largest_within
from analysis.comparison.fidelity import relative_errors
from analysis.comparison.paired import CHOOSING, TESTING, Paired, paired
from analysis.runtime.parallel import over_galaxies


@dataclass(frozen=True)
class Truth:
    """Simulated galaxies, stored within 1/part of the numbers, against themselves without noise.

    Attributes
    ----------
    errors : of each method, everything counted; relative errors, arrays of shape (galaxies,).
        That of the smallest median on half of the galaxies comes first
    lead : the first method's errors against the second's, on the other half
    """

    part: int
    errors: dict[str, np.ndarray]
    lead: Paired

    @property
    def best(self) -> str:
        """The method that half of the galaxies choose."""
        return next(iter(self.errors))

    @property
    def relative_error(self) -> dict[str, float]:
        """Medians over the galaxies."""
        return {method: float(np.median(errors)) for method, errors in self.errors.items()}


@dataclass(frozen=True)
class Closest:
    """The budget whose best way comes closest to half of the galaxies, and a rival.

    Attributes
    ----------
    part, method : the budget, and its best way
    rival_part, rival_method : the largest budget or, where that is the closest, the next
    error, rival_error : medians over all galaxies
    against : errors of the one against those of the other, on the other half
    falling : whether with every larger budget the best way's median error is smaller
    """

    part: int
    method: str
    rival_part: int
    rival_method: str
    error: float
    rival_error: float
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
    errors = dict(sorted(errors.items(), key=lambda item: np.median(item[1][CHOOSING])))
    first, second, *_ = errors.values()
    return Truth(part, errors, paired(first[TESTING], second[TESTING]))


def closest(truths: tuple[Truth, ...]) -> Closest:
    """Find it among several budgets, the largest first."""
    medians = [truth.relative_error[truth.best] for truth in truths]
    place = int(np.argmin([np.median(truth.errors[truth.best][CHOOSING]) for truth in truths]))
    found, rival = truths[place], truths[0 if place else 1]
    return Closest(
        part=found.part,
        method=found.best,
        rival_part=rival.part,
        rival_method=rival.best,
        error=found.relative_error[found.best],
        rival_error=rival.relative_error[rival.best],
        against=paired(found.errors[found.best][TESTING], rival.errors[rival.best][TESTING]),
        falling=bool(np.all(np.diff(medians) > 0)),
    )


def _true_errors(codec: Codec, index: int, noiseless: np.ndarray) -> np.ndarray:
    rebuilt = over_galaxies(lambda galaxy: codec.rebuild(galaxy, index), range(len(noiseless)))
    return relative_errors(noiseless, np.stack(rebuilt))
