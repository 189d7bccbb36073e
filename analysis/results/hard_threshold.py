"""Part 3, second half: hard thresholding of the chosen galaxy, of all galaxies, and of noise."""

from dataclasses import asdict, dataclass

import numpy as np
import scipy

from analysis.approximation.svd import SVD
from analysis.comparison.fidelity import fidelity
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.precision import EXACT
from analysis.results.missed import Missed, missed
from analysis.results.noise_alone import NoiseAlone
from analysis.results.skies import AGREEMENT, CORRELATED, Skies, next_to_one
from analysis.threshold.denoising import AVERAGED, implied_noise
from analysis.threshold.rules import (
    HardThreshold,
    coefficient_known_noise,
    coefficient_unknown_noise,
    threshold_known_noise,
    threshold_unknown_noise,
)
from analysis.threshold.sky import border_noise, sky_autocorrelation

# Relative difference that one does not see.
INVISIBLE = 0.01
# Robust standard deviations by which the border of an image without sky is brighter than others'.
STANDS_OUT = 5


@dataclass(frozen=True)
class Thresholded:
    """A threshold applied to the chosen galaxy.

    Attributes
    ----------
    noise_sigma : the noise that went in, or that the median singular value implies; NaN where
        this is zero
    threshold, kept, fraction : singular values above the threshold, and their share of all
    picture : the reconstruction, array of shape (side, side), 0 to 255
    removed_autocorrelation : lag-1 autocorrelation, in the corners, of what was removed; NaN where
        that is nothing but rounding
    missed : what was removed
    """

    noise_sigma: float
    threshold: float
    kept: int
    fraction: float
    relative_error: float
    psnr: float
    ssim: float
    removed_autocorrelation: float
    missed: Missed
    picture: np.ndarray

    @property
    def unchanged(self) -> bool:
        """Whether hardly anything was removed."""
        return self.relative_error < INVISIBLE

    @property
    def removed_correlated(self) -> bool:
        """Whether what was removed is not white."""
        return self.removed_autocorrelation > CORRELATED


@dataclass(frozen=True)
class Sample:
    """The same for every galaxy, one value each; `averaged_*` after averaging 2 x 2 pixels.

    Attributes
    ----------
    averaged_rank : singular values that an averaged image has
    apart : galaxies for which one rule keeps more than twice as many as the other
    filled : galaxies that fill their images: even the fainter half of the border is brighter than
        others' by far, and shows no sky
    quantiles : each of the arrays summed up, by its name
    """

    unknown_noise_kept: np.ndarray
    known_noise_kept: np.ndarray
    noise_sigma: np.ndarray
    sky_autocorrelation: np.ndarray
    averaged_unknown_noise_kept: np.ndarray
    averaged_rank: int
    apart: int
    filled: tuple[int, ...]
    quantiles: dict[str, Quantiles]

    @property
    def noise_of_filled(self) -> tuple[float, float]:
        """Median noise of the borders of images without sky, and of all others."""
        inside = np.isin(np.arange(len(self.noise_sigma)), self.filled)
        return float(np.median(self.noise_sigma[inside])), float(
            np.median(self.noise_sigma[~inside])
        )


@dataclass(frozen=True)
class Control:
    """Singular values that the median rule keeps of noise without any image, where 0 is right.

    Attributes
    ----------
    autocorrelation : the galaxies' median, at lag 1
    white_unknown, correlated_unknown : kept of white noise, and of noise so correlated
    """

    autocorrelation: float
    white_unknown: int
    correlated_unknown: int


@dataclass(frozen=True)
class HardThresholdResult:
    """Both rules; the coefficients are those of square matrices."""

    coefficient_known: float
    coefficient_unknown: float
    unknown_noise: Thresholded
    known_noise: Thresholded
    sample: Sample
    control: Control

    @property
    def agreement(self) -> float:
        """Factor within which two estimates of noise, or two numbers kept, are said to agree."""
        return AGREEMENT

    @property
    def noise_ratio(self) -> float:
        """The sky's noise over that which the median rule implies; NaN where it implies none."""
        return self.known_noise.noise_sigma / self.unknown_noise.noise_sigma

    @property
    def implied_noise(self) -> str:
        """Next to the sky's: "too small" or "too large" by a factor of two, or "alike".

        Or, where one of the two tells of no noise, "none" and "none in the sky".
        """
        if not np.isfinite(self.unknown_noise.noise_sigma):
            return "none"
        if not self.known_noise.noise_sigma:
            return "none in the sky"
        return next_to_one(self.noise_ratio, "too small", "too large")

    @property
    def removes_more(self) -> bool:
        """Whether the sky's noise removes more than the median rule does."""
        return self.known_noise.relative_error > self.unknown_noise.relative_error


def threshold_galaxies(
    image: np.ndarray, svd: SVD, skies: Skies, noise_alone: NoiseAlone
) -> HardThresholdResult:
    """Threshold one image and sum up what is kept of all.

    Parameters
    ----------
    image : array of shape (side, side), 0 to 255, at double precision
    svd : its decomposition
    skies : of all galaxies
    noise_alone : images of the same side
    """
    return HardThresholdResult(
        coefficient_known=coefficient_known_noise(1.0),
        coefficient_unknown=coefficient_unknown_noise(1.0),
        unknown_noise=_unknown_noise(image, svd),
        known_noise=_known_noise(image, svd),
        sample=_sample(skies, len(image)),
        control=_control(noise_alone, float(np.median(skies.autocorrelation))),
    )


def _unknown_noise(image: np.ndarray, svd: SVD) -> Thresholded:
    rule = threshold_unknown_noise(svd.singular_values, image.shape)
    return _thresholded(image, svd, rule, implied_noise(rule, len(image)) or np.nan)


def _known_noise(image: np.ndarray, svd: SVD) -> Thresholded:
    sigma = border_noise(image)
    rule = threshold_known_noise(svd.singular_values, image.shape, sigma)
    return _thresholded(image, svd, rule, sigma)


def _thresholded(image: np.ndarray, svd: SVD, rule: HardThreshold, sigma: float) -> Thresholded:
    picture = svd.truncate(rule.kept)
    quality = fidelity(image, picture)
    removed = quality.relative_error > EXACT
    return Thresholded(
        noise_sigma=sigma,
        **asdict(rule),
        **asdict(quality),
        removed_autocorrelation=sky_autocorrelation(image - picture) if removed else np.nan,
        missed=missed(image, picture),
        picture=picture,
    )


def _sample(skies: Skies, side: int) -> Sample:
    unknown, known = skies.unknown_kept, skies.known_kept
    values = {
        "unknown_noise_kept": unknown,
        "known_noise_kept": known,
        "noise_sigma": skies.sigma,
        "sky_autocorrelation": skies.autocorrelation,
        "averaged_unknown_noise_kept": skies.averaged_unknown_kept,
    }
    return Sample(
        **values,
        averaged_rank=side // AVERAGED,
        apart=int(np.count_nonzero((unknown > AGREEMENT * known) | (known > AGREEMENT * unknown))),
        filled=filled(skies.level),
        quantiles={name: quantiles(of_all) for name, of_all in values.items()},
    )


def filled(levels: np.ndarray) -> tuple[int, ...]:
    """Indices of the galaxies whose skies' levels, (galaxies,), are above others' by far."""
    spread = scipy.stats.median_abs_deviation(levels, scale="normal")
    return tuple(np.flatnonzero(levels > np.median(levels) + STANDS_OUT * spread).tolist())


def _control(noise_alone: NoiseAlone, autocorrelation: float) -> Control:
    white, correlated = noise_alone.at(np.array([0.0, autocorrelation]))
    return Control(autocorrelation, round(white), round(correlated))
