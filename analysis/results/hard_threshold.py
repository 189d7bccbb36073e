"""Part 3, second half: hard thresholding of the chosen galaxy, of all galaxies, and of noise."""

from dataclasses import asdict, dataclass

import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.stats import spearmanr

from analysis.approximation.svd import decompose, singular_values, spectra
from analysis.comparison.fidelity import fidelity
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.greyscale import block_average
from analysis.images.reading import GalaxyFile
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.rules import (
    HardThreshold,
    coefficient_known_noise,
    coefficient_unknown_noise,
    threshold_known_noise,
    threshold_unknown_noise,
)
from analysis.threshold.sky import border_noise, sky_autocorrelation, smoothing_for

CONTROL_SEED = 1
# Two estimates of the same noise, or two numbers kept, agree within this factor.
AGREEMENT = 2.0
# Relative difference that one does not see.
INVISIBLE = 0.01
# Fewer terms than this show as streaks.
FEW_TERMS = 20
# Lag-1 autocorrelation from which noise is not called white.
CORRELATED = 0.1


@dataclass(frozen=True)
class Thresholded:
    """A threshold applied to the chosen galaxy.

    Attributes
    ----------
    noise_sigma : the noise that went in, or that the median singular value implies
    threshold, kept, fraction : singular values above the threshold, and their share of all
    picture : the reconstruction, array of shape (side, side), 0 to 255
    removed_autocorrelation : lag-1 autocorrelation, in the corners, of what was removed
    """

    noise_sigma: float
    threshold: float
    kept: int
    fraction: float
    relative_error: float
    psnr: float
    ssim: float
    removed_autocorrelation: float
    picture: np.ndarray

    @property
    def unchanged(self) -> bool:
        """Whether hardly anything was removed."""
        return self.relative_error < INVISIBLE

    @property
    def streaky(self) -> bool:
        """Whether so few terms are left that they show one by one."""
        return self.kept < FEW_TERMS

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
    quantiles : each of the arrays summed up, by its name
    correlation, p_value : Spearman's, of `unknown_noise_kept` with `sky_autocorrelation`
    """

    unknown_noise_kept: np.ndarray
    known_noise_kept: np.ndarray
    noise_sigma: np.ndarray
    sky_autocorrelation: np.ndarray
    averaged_unknown_noise_kept: np.ndarray
    averaged_rank: int
    apart: int
    quantiles: dict[str, Quantiles]
    correlation: float
    p_value: float


@dataclass(frozen=True)
class Control:
    """Singular values that the rules keep of noise without any image, where 0 is right.

    The correlated noise is white noise smoothed by a Gaussian of `smoothing` pixels, which gives
    it the galaxies' median lag-1 autocorrelation, and brought back to unit variance.
    """

    smoothing: float
    autocorrelation: float
    white_unknown: int
    white_known: int
    correlated_unknown: int
    correlated_known: int


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
    def noise_ratio(self) -> float:
        """The sky's noise over that which the median rule implies; 0 where it implies none."""
        implied = self.unknown_noise.noise_sigma
        return self.known_noise.noise_sigma / implied if implied else 0.0

    @property
    def implied_noise(self) -> str:
        """Next to the sky's: "too small" or "too large" by a factor of two, or "alike"."""
        if self.noise_ratio > AGREEMENT:
            return "too small"
        return "too large" if self.noise_ratio < 1 / AGREEMENT else "alike"

    @property
    def smoother(self) -> bool:
        """Whether the sky's noise removes more than the median rule does."""
        return self.known_noise.relative_error > self.unknown_noise.relative_error

    @property
    def misled(self) -> bool:
        """Whether the median rule keeps far more than the other, and so of correlated noise."""
        many = self.unknown_noise.kept > AGREEMENT * self.known_noise.kept
        return many and self.control.correlated_unknown > self.control.white_unknown


def threshold_galaxies(
    image: np.ndarray, galaxies: GalaxyFile, all_values: np.ndarray
) -> HardThresholdResult:
    """Threshold one image and count what is kept of all.

    Parameters
    ----------
    image : array of shape (side, side), 0 to 255, at double precision
    galaxies : all of them
    all_values : every galaxy's singular values, array of shape (galaxies, side)
    """
    sample = _sample(galaxies, all_values)
    unknown, known = over_galaxies(lambda rule: rule(image), (_unknown_noise, _known_noise))
    return HardThresholdResult(
        coefficient_known=coefficient_known_noise(1.0),
        coefficient_unknown=coefficient_unknown_noise(1.0),
        unknown_noise=unknown,
        known_noise=known,
        sample=sample,
        control=_control(len(image), float(np.median(sample.sky_autocorrelation))),
    )


def _unknown_noise(image: np.ndarray) -> Thresholded:
    rule = threshold_unknown_noise(singular_values(image), image.shape)
    implied = rule.threshold / (coefficient_known_noise(1.0) * np.sqrt(len(image)))
    return _thresholded(image, rule, float(implied))


def _known_noise(image: np.ndarray) -> Thresholded:
    sigma = border_noise(image)
    return _thresholded(
        image, threshold_known_noise(singular_values(image), image.shape, sigma), sigma
    )


def _thresholded(image: np.ndarray, rule: HardThreshold, sigma: float) -> Thresholded:
    picture = decompose(image).truncate(rule.kept)
    return Thresholded(
        noise_sigma=sigma,
        **asdict(rule),
        **asdict(fidelity(image, picture)),
        removed_autocorrelation=sky_autocorrelation(image - picture),
        picture=picture,
    )


def _sample(galaxies: GalaxyFile, all_values: np.ndarray) -> Sample:
    shape = galaxies.shape[1:3]
    skies, averaged_spectra = zip(
        *galaxies.over_chunks(
            lambda part: (_skies(part.greyscale), spectra(block_average(part.greyscale, 2)))
        ),
        strict=True,
    )
    sigmas, autocorrelation = np.concatenate(skies).T
    averaged_values = np.concatenate(averaged_spectra)
    averaged_shape = 2 * averaged_values.shape[1:]
    unknown = np.array([threshold_unknown_noise(s, shape).kept for s in all_values])
    known = np.array(
        [
            threshold_known_noise(s, shape, sigma).kept
            for s, sigma in zip(all_values, sigmas, strict=True)
        ]
    )
    values = {
        "unknown_noise_kept": unknown,
        "known_noise_kept": known,
        "noise_sigma": sigmas,
        "sky_autocorrelation": autocorrelation,
        "averaged_unknown_noise_kept": np.array(
            [threshold_unknown_noise(s, averaged_shape).kept for s in averaged_values]
        ),
    }
    test = spearmanr(unknown, autocorrelation)
    return Sample(
        **values,
        averaged_rank=averaged_values.shape[1],
        apart=int(np.count_nonzero((unknown > 2 * known) | (known > 2 * unknown))),
        quantiles={name: quantiles(of_all) for name, of_all in values.items()},
        correlation=float(test.statistic),
        p_value=float(test.pvalue),
    )


def _skies(greyscale: np.ndarray) -> np.ndarray:
    """Noise and lag-1 autocorrelation of every image's sky, shape (galaxies, 2)."""
    return np.array([(border_noise(image), sky_autocorrelation(image)) for image in greyscale])


def _control(side: int, autocorrelation: float) -> Control:
    autocorrelation = float(np.clip(autocorrelation, 0.01, 0.99))
    smoothing = smoothing_for(autocorrelation)
    white = np.random.default_rng(CONTROL_SEED).standard_normal((side, side))
    smooth = gaussian_filter(white, smoothing, mode="wrap")
    smooth /= smooth.std()
    return Control(
        smoothing=smoothing,
        autocorrelation=autocorrelation,
        white_unknown=threshold_unknown_noise(singular_values(white), white.shape).kept,
        white_known=threshold_known_noise(singular_values(white), white.shape, 1.0).kept,
        correlated_unknown=threshold_unknown_noise(singular_values(smooth), white.shape).kept,
        correlated_known=threshold_known_noise(singular_values(smooth), white.shape, 1.0).kept,
    )
