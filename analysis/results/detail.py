"""How much of images' detail reconstructions explain, by the wavelength of the structure."""

from dataclasses import dataclass

import numpy as np

from analysis.comparison.paired import Paired, paired
from analysis.comparison.quantiles import median
from analysis.comparison.spectra import fine_power, fourier_power, power_ratio, power_spectrum
from analysis.results.against import Linear


@dataclass(frozen=True)
class ExplainedPower:
    """1 - P(residual) / P(image) of reconstructions, medians over the images.

    Power in a reconstruction need not be power of its image. What is explained is 1 where there is
    no error, 0 where nothing would do as well, and negative where that would do better.

    Attributes
    ----------
    fine : at wavelengths under 8 pixels; NaN where no image has power there
    rings : at 1, 2, ... side / 2 waves across the image, array of shape (side / 2,)
    """

    fine: float
    rings: np.ndarray


@dataclass(frozen=True)
class Detail:
    """What an autoencoder and the stronger SVD of as many dimensions explain of test images.

    Attributes
    ----------
    rival : which SVD that is
    encoded, refined : by the autoencoder, from the encoder's latents and from the best ones
    svd : by the rival
    finer : the residuals' power at wavelengths under 8 pixels, over that of the images: encoded
        against the rival
    """

    rival: str
    encoded: ExplainedPower
    refined: ExplainedPower
    svd: ExplainedPower
    finer: Paired

    @property
    def known(self) -> bool:
        """Whether the images have any power at wavelengths under 8 pixels."""
        return bool(np.isfinite(self.svd.fine))

    @property
    def crisper(self) -> bool:
        """Whether the autoencoder explains significantly more of the fine power than the SVD."""
        return self.finer.verdict == "first"


def compare_detail(encoded: np.ndarray, refined: np.ndarray, linear: Linear) -> Detail:
    """Compare an autoencoder's reconstructions, arrays of shape (m, side, side), with an SVD's."""
    power = fourier_power(linear.images)
    rival, projected, _ = linear.stronger
    missed = [fourier_power(linear.images - rebuilt) for rebuilt in (encoded, refined, projected)]
    fine = [power_ratio(fine_power(each), fine_power(power)) for each in missed]
    rings = [power_ratio(power_spectrum(each), power_spectrum(power)) for each in missed]
    by_encoded, by_refined, by_rival = map(_explained, fine, rings)
    told = np.isfinite(fine[0])
    return Detail(
        rival=rival,
        encoded=by_encoded,
        refined=by_refined,
        svd=by_rival,
        finer=paired(fine[0][told], fine[2][told]),
    )


def _explained(fine: np.ndarray, rings: np.ndarray) -> ExplainedPower:
    """Of shares of power that are missed: of the fine one (m,), and of each ring (m, side / 2)."""
    return ExplainedPower(float(1 - median(fine)), 1 - median(rings))
