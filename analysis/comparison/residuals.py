"""What each way of storing misses."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs.codec import largest_within
from analysis.comparison.quantiles import median
from analysis.comparison.rate_distortion import LOOKED_AT, MeasuredCodec
from analysis.comparison.spectra import axis_share, fine_share, fourier_power
from analysis.images.precision import EXACT
from analysis.runtime.parallel import over_galaxies

PART = 16
# Share of the power under 8 pixels above which a residual is called fine, below which coarse.
FINE, COARSE = 0.9, 0.6


@dataclass(frozen=True)
class Residual:
    """What one way misses at 1/16 of the numbers.

    Attributes
    ----------
    fine_share, axis_share : medians over the first 32 galaxies, of which something is missed; see
        `analysis.comparison.spectra`
    picture : the chosen galaxy rebuilt, array of shape (side, side), 0 to 255
    """

    method: str
    setting: int
    relative_error: float
    fine_share: float
    axis_share: float
    picture: np.ndarray

    @property
    def fine(self) -> bool:
        """Whether nearly all of it is at short wavelengths."""
        return self.fine_share > FINE

    @property
    def coarse(self) -> bool:
        """Whether much of it is at long wavelengths."""
        return self.fine_share < COARSE


def residuals(
    measured: list[MeasuredCodec], greyscale: np.ndarray, galaxy: int
) -> tuple[Residual, ...]:
    """Of every way at 1/16 of the numbers, everything counted."""
    budget = greyscale[0].size // PART
    return tuple(
        _residual(item, index, greyscale, galaxy)
        for item in measured
        if (index := largest_within(item.codec, budget)) is not None
    )


def _residual(measured: MeasuredCodec, index: int, greyscale: np.ndarray, galaxy: int) -> Residual:
    codec = measured.codec

    def power(number: int) -> np.ndarray:
        return fourier_power((greyscale[number] - codec.rebuild(number, index))[None])

    left = np.flatnonzero(measured.errors[:LOOKED_AT, index] > EXACT)
    powers = np.concatenate([np.empty((0, *greyscale.shape[1:])), *over_galaxies(power, left)])
    return Residual(
        method=codec.name,
        setting=int(codec.settings[index]),
        relative_error=float(measured.errors[galaxy, index]),
        fine_share=float(median(fine_share(powers))),
        axis_share=float(median(axis_share(powers))),
        picture=codec.rebuild(galaxy, index),
    )
