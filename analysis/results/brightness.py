"""Noise where galaxies are bright, and what it means for thresholds that take one everywhere."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import decompose
from analysis.comparison.fidelity import relative_error
from analysis.comparison.paired import Paired, paired
from analysis.comparison.quantiles import Quantiles, median, quantiles
from analysis.images.greyscale import block_average
from analysis.images.light import STRETCHED, Light
from analysis.images.split import evenly_spread
from analysis.results.skies import Skies, next_to_one
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.noiseless import Pairs
from analysis.threshold.brightness import STEPS, NoiseCurve, noise_curve
from analysis.threshold.denoising import AVERAGED
from analysis.threshold.rules import threshold_known_noise
from analysis.threshold.sky import border_noise

MOST = 64  # galaxies, spread evenly over the others: medians of more would hardly differ
HALF = STEPS // 2


@dataclass(frozen=True)
class NoiseByBrightness:
    """Noise against brightness, of galaxies whose noise is known half-way from sky to middle.

    Attributes
    ----------
    galaxies : how many these are
    stretched : whether the pictures are in the survey's stretch
    measured : noise over that of the sky, in ten steps of brightness from that of the sky to that
        of the middle; median over the galaxies, array of shape (11,), NaN where none tells
    predicted : the same if it were equal in light everywhere, and only the stretch changed it
    half : of `measured`, half-way; None if there is no such galaxy
    mean : median over galaxies of the root of the noise's mean power, over the noise of the sky
    kept, mean_kept : medians of the numbers of singular values that the rule for known noise keeps
        with the noise of the sky, and with that of the mean power
    truth : errors of simulated galaxies with the latter and with the former
    """

    galaxies: int
    stretched: bool
    measured: np.ndarray
    predicted: np.ndarray
    half: Quantiles | None
    mean: float
    kept: float
    mean_kept: float
    truth: Paired

    @property
    def weaker(self) -> float:
        """By what factor noise is weaker half-way up than in the sky, in the median galaxy."""
        return 1 / self.half.median if self.half else np.nan

    @property
    def stretch_weakens(self) -> float:
        """By what factor the stretch alone would make it weaker there."""
        return float(1 / self.predicted[HALF])

    @property
    def trend(self) -> str:
        """Half-way up noise is "weaker" or "stronger" by a factor of two, or "alike".

        Or "unknown", where no galaxy tells.
        """
        if not self.half:
            return "unknown"
        return next_to_one(self.weaker, "weaker", "stronger")


def examine_brightness(
    greyscale: np.ndarray, light: Light, singular_values: np.ndarray, skies: Skies, pairs: Pairs
) -> NoiseByBrightness:
    """Measure the noise of up to 64 galaxies at every brightness.

    Parameters
    ----------
    greyscale : array of shape (n, side, side), 0 to 255
    light : what its values say of light
    singular_values : array of shape (n, side)
    skies : of the same galaxies
    pairs : simulated galaxies with and without noise
    """
    some = evenly_spread(len(greyscale), 0, MOST)
    curves = over_galaxies(noise_curve, greyscale[some])
    known = [np.isfinite(curve.relative[HALF]) for curve in curves]
    told = [curve for curve, one in zip(curves, known, strict=True) if one]
    kept = [
        (skies.known_kept[k], _kept(singular_values[k], skies.sigma[k] * curve.mean))
        for k, curve in zip(some[known], told, strict=True)
    ]
    steps = np.full(STEPS + 1, np.nan)
    return NoiseByBrightness(
        galaxies=len(told),
        stretched=light == STRETCHED,
        measured=median(np.array([curve.relative for curve in told] or [steps])),
        predicted=median(np.array([_predicted(curve, light) for curve in told] or [steps])),
        half=quantiles(np.array([curve.relative[HALF] for curve in told])) if told else None,
        mean=float(median(np.array([curve.mean for curve in told]))),
        kept=float(median(np.array([one for one, _ in kept]))),
        mean_kept=float(median(np.array([mean for _, mean in kept]))),
        truth=_against_truth(pairs),
    )


def _predicted(curve: NoiseCurve, light: Light) -> np.ndarray:
    """Relative noise, (11,), if light has the same everywhere: by the slope of values of light."""
    steepness = light.of(curve.levels + 0.5) - light.of(curve.levels - 0.5)
    return np.asarray(steepness[0] / steepness)


def _kept(singular_values: np.ndarray, sigma: float) -> int:
    side = len(singular_values)
    return threshold_known_noise(singular_values, (side, side), sigma).kept


def _against_truth(pairs: Pairs) -> Paired:
    """Errors with noise of the mean power, and with that of the sky, of images averaged 2 x 2."""
    observed, truths = (
        block_average(images.astype(np.float64), AVERAGED)
        for images in (pairs.observed, pairs.noiseless)
    )
    errors = np.array(over_galaxies(_errors, observed, truths))
    return paired(*errors.T)


def _errors(image: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Relative errors against a true image, with noise of the mean power and of the sky."""
    svd, sky = decompose(image), border_noise(image)
    first, second = (
        relative_error(truth, svd.truncate(_kept(svd.singular_values, sigma)))
        for sigma in (sky * noise_curve(image).mean, sky)
    )
    return first, second
