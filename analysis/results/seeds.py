"""Several trainings instead of one: whether what a latent says is more than an accident."""

from dataclasses import dataclass, field
from itertools import combinations
from math import isfinite

import numpy as np

from analysis.meaning.associations import detectable
from analysis.meaning.canonical import fit_shared
from analysis.results.run import Run

# From here on two networks are said to read the same thing.
ALIKE = 0.9


@dataclass(frozen=True)
class Pair:
    """Canonical correlations of two trainings' latents, array of shape (d,), on test galaxies."""

    first: int
    second: int
    correlations: np.ndarray


@dataclass(frozen=True)
class Recurrence:
    """How much of one latent of the first training the others know; one value for each of them.

    Attributes
    ----------
    index : of the latent, from 1
    alone : modulus of its correlation with the latent of theirs that goes with it most
    together : R² of its regression on all of theirs

    Partner and regression are found on the training galaxies, the numbers are the test galaxies'.
    """

    index: int
    alone: np.ndarray
    together: np.ndarray

    @property
    def returns(self) -> bool:
        """Whether every other network has a single latent that reads the same."""
        return bool(self.alone.min() >= ALIKE)

    @property
    def can_be_read(self) -> bool:
        """Whether the latents of every other network say the same together."""
        return bool(self.together.min() >= ALIKE**2)


@dataclass(frozen=True)
class Shared:
    """A direction that all trainings read as much alike as possible.

    Attributes
    ----------
    index : from 1, the most shared first
    lowest, median : correlation between two trainings' readings, on test galaxies
    recurs : whether the lowest is at least 0.9
    readings : mean over the trainings, array of shape (galaxies,)
    """

    index: int
    lowest: float
    median: float
    recurs: bool
    readings: np.ndarray = field(metadata={"recorded": False})


@dataclass(frozen=True)
class SeedsResult:
    """Trainings that differ in nothing but their seed.

    Attributes
    ----------
    runs : one a seed
    median_ratio, lowest_ratio, highest_ratio : of the autoencoder's error to the SVD's
    refined_median_ratio, refined_lowest_ratio, refined_highest_ratio : the same with the latents
        that suit the decoder best
    better : runs that rebuild the test galaxies significantly better than the stronger SVD
    pairs : of runs
    canonical_medians : of their correlations, array of shape (d,)
    recurrences : one a latent of the first run
    shared : directions, the most shared first
    test_galaxies : those on which correlations are measured
    alike : the correlation from which on two networks are said to read the same
    """

    runs: tuple[Run, ...]
    median_ratio: float
    lowest_ratio: float
    highest_ratio: float
    refined_median_ratio: float
    refined_lowest_ratio: float
    refined_highest_ratio: float
    better: int
    pairs: tuple[Pair, ...]
    canonical_medians: np.ndarray
    recurrences: tuple[Recurrence, ...]
    shared: tuple[Shared, ...]
    test_galaxies: int
    alike: float

    @property
    def alike_r2(self) -> float:
        """The same as a share of variance, R²."""
        return self.alike**2

    @property
    def told(self) -> bool:
        """Whether the networks say something of the galaxies that can be compared."""
        return any(isfinite(item.lowest) for item in self.shared)

    @property
    def by_chance(self) -> bool:
        """Whether so few test galaxies may correlate as much without any reason."""
        return detectable(self.test_galaxies, 1) > self.alike

    @property
    def recurring(self) -> tuple[int, ...]:
        """Shared directions that come back every time."""
        return tuple(item.index for item in self.shared if item.recurs)

    @property
    def returning(self) -> tuple[int, ...]:
        """Latents of the first training that come back as a single latent every time."""
        return tuple(item.index for item in self.recurrences if item.returns)

    @property
    def readable(self) -> tuple[int, ...]:
        """Latents of the first training that can be read off every other network."""
        return tuple(item.index for item in self.recurrences if item.can_be_read)


def compare_seeds(runs: tuple[Run, ...], codes: np.ndarray, tested: int) -> SeedsResult:
    """Compare networks and what they say of the same galaxies.

    Parameters
    ----------
    runs : one a seed
    codes : what their networks say, in the same order, array of shape (seeds, galaxies, d)
    tested : number of galaxies, the first, that they were not trained on
    """
    held_out, fitted = codes[:, :tested], codes[:, tested:]
    ratios = [run.ratio for run in runs]
    refined = [run.refined_ratio for run in runs]
    pairs = tuple(
        Pair(runs[a].seed, runs[b].seed, _canonical(fitted[[a, b]], held_out[[a, b]]))
        for a, b in combinations(range(len(runs)), 2)
    )
    return SeedsResult(
        runs=runs,
        median_ratio=float(np.median(ratios)),
        lowest_ratio=min(ratios),
        highest_ratio=max(ratios),
        refined_median_ratio=float(np.median(refined)),
        refined_lowest_ratio=min(refined),
        refined_highest_ratio=max(refined),
        better=sum(run.verdict == "CAE" for run in runs),
        pairs=pairs,
        canonical_medians=np.median([pair.correlations for pair in pairs], axis=0),
        recurrences=tuple(_recurrence(index, fitted, held_out) for index in range(fitted.shape[2])),
        shared=_shared(codes, tested),
        test_galaxies=tested,
        alike=ALIKE,
    )


def _canonical(fitted: np.ndarray, held_out: np.ndarray) -> np.ndarray:
    """Of two sets of codes (2, n, d), shape (d,); found on some galaxies, measured on others."""
    return fit_shared(fitted).correlations(held_out)[:, 0, 1]


def _recurrence(index: int, fitted: np.ndarray, held_out: np.ndarray) -> Recurrence:
    from sklearn.linear_model import LinearRegression  # takes its time
    from sklearn.metrics import r2_score

    own, others = held_out[0, :, index], held_out[1:]
    alone = [
        _with_partner(fitted[0, :, index], known, own, other)
        for known, other in zip(fitted[1:], others, strict=True)
    ]
    together = [
        r2_score(own, LinearRegression().fit(known, fitted[0, :, index]).predict(other))
        for known, other in zip(fitted[1:], others, strict=True)
    ]
    return Recurrence(index + 1, np.array(alone), np.array(together))


def _with_partner(
    latent: np.ndarray, others: np.ndarray, held_out: np.ndarray, others_held_out: np.ndarray
) -> float:
    """Correlation on held-out galaxies with whichever latent (n, d) goes with this one (n,).

    NaN where these are the same for all galaxies.
    """
    with np.errstate(invalid="ignore"):
        partner = np.argmax(np.abs(np.corrcoef(others.T, latent)[-1, :-1]))
        return float(abs(np.corrcoef(others_held_out[:, partner], held_out)[0, 1]))


def _shared(codes: np.ndarray, tested: int) -> tuple[Shared, ...]:
    directions = fit_shared(codes[:, tested:])
    above = np.triu_indices(len(codes), 1)
    pairs = [correlations[above] for correlations in directions.correlations(codes[:, :tested])]
    readings = directions.read(codes).mean(axis=0)
    return tuple(
        Shared(
            index=index + 1,
            lowest=float(each.min()),
            median=float(np.median(each)),
            recurs=bool(each.min() >= ALIKE),
            readings=readings[:, index],
        )
        for index, each in enumerate(pairs)
    )
