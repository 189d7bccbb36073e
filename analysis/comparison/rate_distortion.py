"""One way of storing images, measured on all galaxies at all its settings."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs import Codec
from analysis.comparison.fidelity import DATA_RANGE, structural_similarities
from analysis.comparison.quantiles import BAND
from analysis.images.precision import EXACT
from analysis.runtime.parallel import over_galaxies

LOOKED_AT = 32  # galaxies, the first, of what takes long


@dataclass(frozen=True)
class MeasuredCodec:
    """A way of storing, and what it does to every galaxy.

    Attributes
    ----------
    numbers : stored for an image, all counted, one a setting
    errors, psnr : relative errors and PSNR in dB, arrays of shape (galaxies, settings)
    ssim : of the first 32 galaxies, shape (32, settings)
    """

    codec: Codec
    numbers: np.ndarray
    errors: np.ndarray
    psnr: np.ndarray
    ssim: np.ndarray


@dataclass(frozen=True)
class Band:
    """Medians over galaxies, and the quantiles that hold the middle 68 %, one a setting."""

    low: np.ndarray
    median: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Curve:
    """One way of storing images at several settings.

    Attributes
    ----------
    method : its name
    settings : levels, ranks or counts
    numbers : stored for each image, all counted
    values : the same without positions, or without vectors that all images share
    relative_error, psnr : over all galaxies; PSNR is NaN where the error is rounding
    ssim : over the first 32
    """

    method: str
    settings: np.ndarray
    numbers: np.ndarray
    values: np.ndarray
    relative_error: Band
    psnr: Band
    ssim: Band


def measure(codec: Codec, greyscale: np.ndarray, norms: np.ndarray) -> MeasuredCodec:
    """Store and compare images (galaxies, side, side) whose Frobenius norms are given."""
    # Differences of powers are known to rounding only, and an error of zero has no PSNR.
    rounding = np.finfo(np.float64).eps * np.square(norms)[:, None]
    squared = np.maximum(codec.squared_errors(), rounding)

    def similarities(galaxy: int) -> list[float]:
        rebuilt = (codec.rebuild(galaxy, index) for index in range(len(codec.settings)))
        return structural_similarities(greyscale[galaxy], rebuilt)

    return MeasuredCodec(
        codec,
        codec.values + codec.overhead,
        np.sqrt(squared) / norms[:, None],
        10 * np.log10(DATA_RANGE**2 * greyscale[0].size / squared),
        np.array(over_galaxies(similarities, range(len(greyscale[:LOOKED_AT])))),
    )


def curve(measured: MeasuredCodec) -> Curve:
    """Sum up over galaxies."""
    error, psnr = _band(measured.errors), _band(measured.psnr)
    return Curve(
        method=measured.codec.name,
        settings=measured.codec.settings,
        numbers=measured.numbers,
        values=measured.codec.values,
        relative_error=error,
        psnr=Band(
            _unless_exact(psnr.low, error.high),
            _unless_exact(psnr.median, error.median),
            _unless_exact(psnr.high, error.low),
        ),
        ssim=_band(measured.ssim),
    )


def _unless_exact(psnr: np.ndarray, error: np.ndarray) -> np.ndarray:
    return np.where(error > EXACT, psnr, np.nan)


def _band(values: np.ndarray) -> Band:
    return Band(*np.quantile(values, BAND, axis=0))
