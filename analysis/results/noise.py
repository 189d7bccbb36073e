"""Noise and the threshold: what the rules assume, where that fails, and what helps."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.paired import SIGNIFICANCE
from analysis.comparison.quantiles import BAND
from analysis.images.copies import first_ones
from analysis.images.reading import GalaxySet
from analysis.meaning.associations import rank_correlation
from analysis.results.brightness import NoiseByBrightness, examine_brightness
from analysis.results.kept import Kept, keep_all
from analysis.results.noise_alone import NoiseAlone
from analysis.results.rank_recovery import SHAPES, RankRecovery, recover
from analysis.results.remedies import (
    RANK,
    Control,
    Trials,
    controls,
    planted_images,
    thresholded_against_truth,
)
from analysis.results.skies import CORRELATED, Skies
from analysis.runtime.cache import cached
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.noiseless import Pairs, observe
from analysis.threshold.whitening import ORDER, noise_model, quiet_autocorrelation

if TYPE_CHECKING:
    from analysis.morphology.photometry import Photometry

LAGS = 8
# Spearman's rho from which galaxies clearly do what the noise does.
CLEAR = 0.5


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
    correlation, p_value : Spearman's, between galaxies' numbers kept and their skies' values; NaN
        where one of them is the same for all
    predicted : median number that noise as correlated as each galaxy's sky would keep
    """

    autocorrelations: np.ndarray
    kept: np.ndarray
    correlation: float
    p_value: float
    predicted: float

    @property
    def trend(self) -> str:
        """How galaxies go with their skies: "none", "falling", "rising" or "clearly rising".

        Or "unknown", where nothing differs.
        """
        if not np.isfinite(self.correlation):
            return "unknown"
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
    brightness : how the noise changes where galaxies are bright
    controls : noise alone
    planted, simulated : smooth matrices of known rank, and simulated galaxies, against the truth
    kept : every galaxy
    """

    recovery: tuple[RankRecovery, ...]
    autocorrelation: Autocorrelation
    pure: PureNoise
    brightness: NoiseByBrightness
    controls: tuple[Control, ...]
    planted: Trials
    simulated: Trials
    kept: Kept

    @property
    def order(self) -> int:
        """Lags of the autoregressive process that stands for the skies' noise."""
        return ORDER

    @property
    def noise_keeps_more(self) -> bool:
        """Whether the median rule would keep more of noise alone than it keeps of the galaxies."""
        return self.pure.predicted > self.kept.rules[0].quantiles.median

    @property
    def reliable(self) -> tuple[float, ...]:
        """Strengths from which both rules are reliable, over those of large matrices.

        Empty if one of them never is.
        """
        found = [
            None if strength is None else strength / item.keeping
            for item in self.recovery
            for strength in (item.known_reliable, item.unknown_reliable)
        ]
        return () if None in found else tuple(value for value in found if value is not None)


def examine_noise(
    images: GalaxySet,
    singular_values: np.ndarray,
    skies: Skies,
    noise_alone: NoiseAlone,
    photometry: "Photometry",
    sources: np.ndarray,
    galaxies: np.ndarray,
) -> NoiseResult:
    """Examine images of some galaxies.

    Parameters
    ----------
    images : of n galaxies
    singular_values : array of shape (n, side)
    skies, photometry : of the same galaxies
    noise_alone : images of the same side
    sources : number of other sources in each image, array of shape (n,)
    galaxies : their indices in the set
    """
    greyscale, side = images.greyscale, images.greyscale.shape[1]
    lags = np.array(over_galaxies(_lags, greyscale))
    down, along = lags.mean(axis=0)[:, : ORDER + 1]
    model = noise_model(down, along, side)
    pairs: Pairs = cached(observe, side)
    return NoiseResult(
        recovery=tuple(recover(shape) for shape in SHAPES),
        autocorrelation=Autocorrelation(
            np.arange(LAGS + 1), *np.quantile(lags.mean(axis=1), BAND, axis=0)
        ),
        pure=_pure(noise_alone, skies),
        brightness=examine_brightness(greyscale, images.light, singular_values, skies, pairs),
        controls=controls(model, side),
        planted=thresholded_against_truth(
            f"matrices of rank {RANK}", planted_images(model, side), RANK
        ),
        simulated=thresholded_against_truth("simulated galaxies", pairs, None),
        kept=keep_all(greyscale, singular_values, skies, photometry, sources, galaxies),
    )


def _lags(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return quiet_autocorrelation(image.astype(np.float64), LAGS)


def _pure(noise_alone: NoiseAlone, skies: Skies) -> PureNoise:
    once = first_ones(skies.unknown_kept, skies.autocorrelation)
    correlation, p_value = rank_correlation(skies.unknown_kept[once], skies.autocorrelation[once])
    return PureNoise(
        autocorrelations=noise_alone.autocorrelations,
        kept=noise_alone.kept,
        correlation=correlation,
        p_value=p_value,
        predicted=float(np.median(noise_alone.at(skies.autocorrelation))),
    )
