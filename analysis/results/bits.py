"""How much of galaxies several ways of storing them keep, against the bits that they take."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs.coded import (
    WAVELETS,
    code_sample_vectors,
    code_svd,
    code_wavelets,
)
from analysis.approximation.codecs.files import jpeg2000_files, jpeg_files
from analysis.approximation.codecs.sample import SampleVectors
from analysis.comparison.bits import BitContest, BitCurve, at_rates, bit_contests, bit_curve
from analysis.comparison.rate_distortion import LOOKED_AT


@dataclass(frozen=True)
class BitsResult:
    """Every way's curve, and the table at some rates, few bits last.

    Attributes
    ----------
    galaxies : number of them, the first
    """

    galaxies: int
    curves: tuple[BitCurve, ...]
    contests: tuple[BitContest, ...]

    @property
    def with_positions(self) -> tuple[BitContest, ...]:
        """Those that the wavelets, which store where their coefficients are, take part in."""
        return tuple(item for item in self.contests if WAVELETS in item.positions)

    @property
    def sparsest(self) -> BitCurve:
        """The way that can store every galaxy in the fewest bits."""
        return min(self.curves, key=lambda curve: curve.fewest_bits)


def compare_bits(
    greyscale: np.ndarray, sample: SampleVectors, norms: np.ndarray, wavelet: str
) -> BitsResult:
    """Code the first galaxies in all ways.

    Parameters
    ----------
    greyscale : array of shape (galaxies, side, side), 0 to 255
    sample : vectors of other galaxies for each of these
    norms : Frobenius norms, shape (galaxies,)
    """
    images = greyscale[:LOOKED_AT]
    pixels = images[0].size
    ways = (
        code_wavelets(images, wavelet),
        code_svd(images),
        code_sample_vectors(sample, len(images)),
        jpeg_files(images),
        jpeg2000_files(images),
    )
    measured = [at_rates(way, norms[:LOOKED_AT], pixels) for way in ways]
    return BitsResult(
        galaxies=len(images),
        curves=tuple(bit_curve(item, pixels) for item in measured),
        contests=bit_contests(measured, pixels),
    )
