"""Two errors of one image, or of each of the same: which are smaller, and whether by chance.

Tests that are read together are corrected for their number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from analysis.images.copies import first_ones
from analysis.images.precision import ratio

SIGNIFICANCE = 0.05
"""Of every test of the report but that of the bands, which decides on all that follows."""

CHOOSING, TESTING = slice(0, None, 2), slice(1, None, 2)
"""Every second image chooses who is compared, and the others test it.

Whoever is picked as the best of several looks better on the images that picked it than it is.
Neighbours in a catalogue go to different halves.
"""


@dataclass(frozen=True)
class Duel:
    """Errors of two approximations of the same image.

    Attributes
    ----------
    first, second : their names
    first_error, second_error : relative errors
    """

    first: str
    second: str
    first_error: float
    second_error: float

    @property
    def first_wins(self) -> bool:
        """Whether the first error is the smaller."""
        return self.first_error < self.second_error

    @property
    def winner(self) -> str:
        """Whichever has the smaller error."""
        return self.first if self.first_wins else self.second

    @property
    def loser(self) -> str:
        """Whichever has the larger error."""
        return self.second if self.first_wins else self.first

    @property
    def ratio(self) -> float:
        """The larger error over the smaller; NaN where this is rounding."""
        small, large = sorted((self.first_error, self.second_error))
        return ratio(large, small)


@dataclass(frozen=True)
class Paired:
    """First errors against second ones.

    Attributes
    ----------
    pairs : number of images
    first, second : typical errors, medians or means
    better : images of which the first error is smaller
    p_value : Wilcoxon's signed-rank test of the differences, of images that are there more than
        once counted once; 1 where there are none. Corrected where several such tests are read
        together, see `corrected`
    """

    pairs: int
    first: float
    second: float
    better: int
    p_value: float

    @property
    def verdict(self) -> str:
        """Which is smaller: ``first``, ``second``, ``neither`` or ``contradiction``.

        Neither where the test finds no difference; a contradiction where it finds one, but the
        typical errors and the majority of the images do not speak for the same side.
        """
        if self.p_value >= SIGNIFICANCE:
            return "neither"
        if self.first < self.second and 2 * self.better > self.pairs:
            return "first"
        if self.first > self.second and 2 * self.better < self.pairs:
            return "second"
        return "contradiction"


def smallest_p(pairs: int) -> float:
    """The p-value of so many pairs whose differences all have one sign: none can be smaller."""
    return float(2.0 ** (1 - pairs))


def paired(
    first: np.ndarray,
    second: np.ndarray,
    typical: Callable[[np.ndarray], np.floating] = np.median,
) -> Paired:
    """Compare errors of the same images, two arrays of shape (images,).

    Parameters
    ----------
    typical : the median, or the mean where the sum over all images is what is to be small

    References
    ----------
    Wilcoxon (1945), Biometrics Bulletin 1, 80.
    """
    once = first_ones(first, second)
    differ = np.any(first[once] != second[once])
    return Paired(
        pairs=len(first),
        first=float(typical(first)),
        second=float(typical(second)),
        better=int(np.count_nonzero(first < second)),
        p_value=float(scipy.stats.wilcoxon(first[once], second[once]).pvalue) if differ else 1.0,
    )


def holm(p_values: np.ndarray) -> np.ndarray:
    """Holm's step-down correction of p-values, shape (tests,), which controls false findings.

    Those that are NaN are no tests, and stay so.

    References
    ----------
    Holm (1979), Scand. J. Statist. 6, 65.
    """
    order = np.argsort(p_values)  # NaN comes last
    steps = np.maximum(np.arange(np.isfinite(p_values).sum(), -np.isnan(p_values).sum(), -1), 0)
    corrected = np.maximum.accumulate(np.minimum(p_values[order] * steps, 1))
    result = np.empty_like(corrected)
    result[order] = corrected
    return result


def corrected(tests: Sequence[Paired]) -> tuple[Paired, ...]:
    """The same comparisons with Holm's correction of their p-values."""
    p_values = holm(np.array([test.p_value for test in tests]))
    return tuple(replace(test, p_value=float(p)) for test, p in zip(tests, p_values, strict=True))
