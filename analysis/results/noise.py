"""Noise and the threshold: what the rules assume, where that fails, and what helps."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.stats import spearmanr

from analysis.approximation.svd import singular_values
from analysis.results.kept import Kept, keep_all
from analysis.results.recovery import SHAPES, RankRecovery, recover
from analysis.results.remedies import (
    RANK,
    Trials,
    controls,
    planted_images,
    thresholded_against_truth,
)
from analysis.runtime.cache import cached
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.noiseless import Pairs, observe
from analysis.threshold.rules import threshold_unknown_noise
from analysis.threshold.sky import smoothing_for
from analysis.threshold.whitening import ORDER, noise_model, quiet_autocorrelation

if TYPE_CHECKING:
    from analysis.morphology import Photometry

LAGS = 8
BAND = (0.16, 0.5, 0.84)
AUTOCORRELATIONS = np.round(np.arange(0.05, 0.91, 0.05), 2)
SEED = 7
REPEATS = 4
SIGNIFICANCE = 0.05
# Spearman's rho from which galaxies clearly do what the noise does.
CLEAR = 0.5
# Autocorrelation of neighbours from which noise is not called white.
CORRELATED = 0.1


@dataclass(frozen=True)
class Autocorrelation:
    """Of the sky, against lag, rows and columns alike; quantiles over galaxies, shape (lags,)."""

    lags: np.ndarray
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray

    @property
    def correlated(self) -> bool:
        """Whether neighbours are alike, in all but the whitest 16% of the skies."""
        return bool(self.low[1] > CORRELATED)


@dataclass(frozen=True)
class PureNoise:
    """What the median rule keeps of smoothed noise, and of galaxies whose skies are as smooth.

    Attributes
    ----------
    autocorrelations, kept : of the noise at lag 1, and the median number kept, shape (k,)
    correlation, p_value : Spearman's, between galaxies' numbers kept and their skies' values
    predicted : median number that noise as correlated as each galaxy's sky would keep
    """

    autocorrelations: np.ndarray
    kept: np.ndarray
    correlation: float
    p_value: float
    predicted: float

    @property
    def trend(self) -> str:
        """How galaxies go with their skies: "none", "falling", "rising" or "clearly rising"."""
        if self.p_value >= SIGNIFICANCE:
            return "none"
        if self.correlation > CLEAR:
            return "clearly rising"
        return "rising" if self.correlation > 0 else "falling"


@dataclass(frozen=True)
class NoiseResult:
    """From theory's white noise to the survey's.

    Attributes
    ----------
    recovery : matrices of known rank in white noise
    autocorrelation, pure : how correlated the sky is, and what that does to the median rule
    controls : noise alone
    planted, simulated : smooth matrices of known rank, and simulated galaxies, against the truth
    kept : every galaxy
    """

    recovery: tuple[RankRecovery, ...]
    autocorrelation: Autocorrelation
    pure: PureNoise
    controls: tuple[Trials, ...]
    planted: Trials
    simulated: Trials
    kept: Kept


def examine_noise(
    greyscale: np.ndarray,
    singular_values: np.ndarray,
    photometry: "Photometry",
    galaxies: np.ndarray,
) -> NoiseResult:
    """Examine images of some galaxies.

    Parameters
    ----------
    greyscale : array of shape (n, side, side), 0 to 255
    singular_values : array of shape (n, side)
    photometry : of the same galaxies
    galaxies : their indices in the set
    """
    side = greyscale.shape[1]
    sky = np.array(
        over_galaxies(lambda image: quiet_autocorrelation(image.astype(float), LAGS), greyscale)
    )
    model = noise_model(*sky.mean(axis=0)[:, : ORDER + 1], side)
    kept = keep_all(greyscale, singular_values, photometry, galaxies)
    pairs: Pairs = cached(observe, side)
    return NoiseResult(
        recovery=tuple(recover(shape) for shape in SHAPES),
        autocorrelation=Autocorrelation(
            np.arange(LAGS + 1), *np.quantile(sky.mean(axis=1), BAND, axis=0)
        ),
        pure=_pure(kept, side),
        controls=controls(model, side),
        planted=thresholded_against_truth(
            f"matrices of rank {RANK}", planted_images(model, side), RANK
        ),
        simulated=thresholded_against_truth("simulated galaxies", pairs, None),
        kept=kept,
    )


def _pure(kept: Kept, side: int) -> PureNoise:
    white = np.random.default_rng(SEED).normal(size=(REPEATS, side, side))
    numbers = np.array(over_galaxies(lambda value: _kept_of_noise(white, value), AUTOCORRELATIONS))
    test = spearmanr(kept.rules[0].kept, kept.autocorrelation)
    return PureNoise(
        autocorrelations=AUTOCORRELATIONS,
        kept=numbers,
        correlation=float(test.statistic),
        p_value=float(test.pvalue),
        predicted=float(np.median(np.interp(kept.autocorrelation, AUTOCORRELATIONS, numbers))),
    )


def _kept_of_noise(white: np.ndarray, autocorrelation: float) -> float:
    smoothing = smoothing_for(autocorrelation)
    smooth = gaussian_filter(white, (0, smoothing, smoothing), mode="wrap")
    kept = [threshold_unknown_noise(singular_values(image), image.shape).kept for image in smooth]
    return float(np.median(kept))
