"""What components of images go with: rank correlations with measured properties."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy

from analysis.comparison.paired import SIGNIFICANCE, holm
from analysis.images.copies import first_ones

# Galaxies for a correlation to be worth a test; of small sets half of them are enough, if these are
# more than the least.
FEWEST, LEAST = 30, 8
RESAMPLES, BATCH = 1000, 100
SEED = 3
LARGEST_FACTORIAL = 170  # that a double holds


@dataclass(frozen=True)
class Association:
    """Spearman correlation of one component with one property.

    Attributes
    ----------
    rho, low, high : the correlation and its bootstrap 95 % interval
    p_corrected : p-value after Holm's correction for all correlations of the table

    All are NaN where the component, or the property, is the same for all galaxies.
    """

    component: str
    property: str
    rho: float
    low: float
    high: float
    p_corrected: float

    @cached_property  # `property` is a field here
    def magnitude(self) -> float:
        """Modulus of the correlation; 0 where there is none."""
        return abs(self.rho) if self.known else 0.0

    @cached_property
    def known(self) -> bool:
        """Whether there is a correlation to speak of."""
        return bool(np.isfinite(self.rho))

    @cached_property
    def significant(self) -> bool:
        """Whether the correlation is more than chance, after correction."""
        return self.p_corrected < SIGNIFICANCE


def associate(
    components: dict[str, np.ndarray], properties: dict[str, np.ndarray]
) -> tuple[Association, ...]:
    """Correlate every component with every property, each on the galaxies that have it.

    Parameters
    ----------
    components, properties : arrays of shape (galaxies,), by name; properties may hold NaN

    References
    ----------
    Efron & Tibshirani (1993), ch. 13 (percentile interval).
    """
    found = {}
    for names, measured in measured_alike(properties):
        first = np.stack([values[measured] for values in components.values()])
        second = np.stack([properties[name][measured] for name in names])
        rho = _spearman(first, second)
        low, high = _bootstrap(first, second)
        for i, component in enumerate(components):
            for j, name in enumerate(names):
                p = rank_correlation(first[i], second[j])[1]
                with_interval = float(rho[i, j]), float(low[i, j]), float(high[i, j])
                found[component, name] = with_interval, p
    table = [(component, name) for component in components for name in properties]
    corrected = holm(np.array([found[pair][1] for pair in table]))
    return tuple(
        Association(*pair, *found[pair][0], float(p))
        for pair, p in zip(table, corrected, strict=True)
    )


def rank_correlation(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Spearman's rho of two arrays of shape (n,) and its p-value; NaN if one is constant.

    Of n! orders two agree as well as possible, in either direction, so that p is not smaller than
    2 / n!. The approximation by Student's t does not know it, and has 0 for three that agree.
    """
    if not np.ptp(first) or not np.ptp(second):
        return np.nan, np.nan
    test = scipy.stats.spearmanr(first, second)
    smallest = 2 / math.factorial(min(len(first), LARGEST_FACTORIAL))
    return float(test.statistic), float(np.fmax(test.pvalue, smallest))


def each_once(properties: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Properties, arrays of shape (galaxies,), that copies of earlier galaxies count as not having.

    No test that is made of them then counts a galaxy twice.
    """
    once = first_ones(*(np.nan_to_num(values) for values in properties.values()))
    there = next(iter(properties.values()))
    first = np.isin(np.arange(len(there)), once)
    return {name: np.where(first, values, np.nan) for name, values in properties.items()}


def varies(values: np.ndarray) -> bool:
    """Whether enough galaxies have a property, an array of shape (galaxies,), and it differs."""
    known = values[np.isfinite(values)]
    enough = min(FEWEST, max(LEAST, len(values) // 2))
    return len(known) >= enough and bool(np.ptp(known) > 0)


def detectable(galaxies: int, tests: int) -> float:
    """Modulus from which one correlation of so many is significant, whatever the others are.

    By Student's t, as `scipy.stats.spearmanr` has it, and the first step of Holm's correction. NaN
    without any test.
    """
    if not tests:
        return np.nan
    freedom = galaxies - 2
    least = scipy.stats.t.isf(SIGNIFICANCE / tests / 2, freedom)
    return float(least / np.sqrt(freedom + least**2))


def measured_alike(properties: dict[str, np.ndarray]) -> list[tuple[list[str], np.ndarray]]:
    """Properties that are measured for the same galaxies, and for which."""
    groups: dict[bytes, tuple[list[str], np.ndarray]] = {}
    for name, values in properties.items():
        measured = np.isfinite(values)
        groups.setdefault(measured.tobytes(), ([], measured))[0].append(name)
    return list(groups.values())


def _spearman(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Correlations of the ranks of rows (..., a, n) with those of (..., b, n), (..., a, b)."""
    ranks = [scipy.stats.rankdata(rows, axis=-1) for rows in (first, second)]
    centred = [r - r.mean(axis=-1, keepdims=True) for r in ranks]
    with np.errstate(invalid="ignore"):  # 0 / 0 where all are the same
        unit = [c / np.linalg.norm(c, axis=-1, keepdims=True) for c in centred]
    return unit[0] @ unit[1].swapaxes(-1, -2)


def _bootstrap(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(SEED)
    number = first.shape[1]
    draws = generator.integers(number, size=(RESAMPLES, number))
    samples = np.concatenate(
        [
            # (a, batch, n) to (batch, a, n), and the same with b
            _spearman(first[:, some].swapaxes(0, 1), second[:, some].swapaxes(0, 1))
            for some in np.array_split(draws, RESAMPLES // BATCH)
        ]
    )
    # Of few galaxies, one may be drawn again and again.
    told = np.isfinite(samples).any(axis=0)
    limits = np.full((2, *told.shape), np.nan)
    limits[:, told] = np.nanpercentile(samples[:, told], (2.5, 97.5), axis=0)
    return limits[0], limits[1]
