"""What components of images go with: rank correlations with measured properties."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.stats import rankdata, spearmanr

FEWEST = 30  # galaxies, for a correlation to be worth a test
RESAMPLES, BATCH = 1000, 100
SEED = 3
SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class Association:
    """Spearman correlation of one component with one property.

    Attributes
    ----------
    rho, low, high : the correlation and its bootstrap 95 % interval
    p_corrected : p-value after Holm's correction for all correlations of the table
    """

    component: str
    property: str
    rho: float
    low: float
    high: float
    p_corrected: float

    @cached_property  # `property` is a field here
    def magnitude(self) -> float:
        """Modulus of the correlation."""
        return abs(self.rho)

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
    Holm (1979), Scand. J. Statist. 6, 65; Efron & Tibshirani (1993), ch. 13 (percentile interval).
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
    """Spearman's rho of two arrays of shape (n,) and its p-value; 0 and 1 if one is constant."""
    if not np.ptp(first) or not np.ptp(second):
        return 0.0, 1.0
    test = spearmanr(first, second)
    return float(test.statistic), float(test.pvalue)


def varies(values: np.ndarray) -> bool:
    """Whether enough galaxies have a property, an array of shape (galaxies,), and it differs."""
    known = values[np.isfinite(values)]
    return len(known) >= FEWEST and np.ptp(known) > 0


def measured_alike(properties: dict[str, np.ndarray]) -> list[tuple[list[str], np.ndarray]]:
    """Properties that are measured for the same galaxies, and for which."""
    groups: dict[bytes, tuple[list[str], np.ndarray]] = {}
    for name, values in properties.items():
        measured = np.isfinite(values)
        groups.setdefault(measured.tobytes(), ([], measured))[0].append(name)
    return list(groups.values())


def holm(p_values: np.ndarray) -> np.ndarray:
    """Holm's step-down correction of p-values, shape (tests,), which controls false findings."""
    order = np.argsort(p_values)
    steps = np.arange(len(p_values), 0, -1)
    corrected = np.maximum.accumulate(np.minimum(p_values[order] * steps, 1))
    result = np.empty_like(corrected)
    result[order] = corrected
    return result


def _spearman(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Correlations of the ranks of rows (..., a, n) with those of (..., b, n), (..., a, b)."""
    ranks = [rankdata(rows, axis=-1) for rows in (first, second)]
    centred = [r - r.mean(axis=-1, keepdims=True) for r in ranks]
    # What is the same for all goes with nothing.
    lengths = [np.linalg.norm(c, axis=-1, keepdims=True) for c in centred]
    unit = [c / np.where(length > 0, length, 1) for c, length in zip(centred, lengths, strict=True)]
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
    low, high = np.percentile(samples, (2.5, 97.5), axis=0)
    return low, high
