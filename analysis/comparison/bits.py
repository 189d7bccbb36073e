"""Who stores galaxies best in a given number of bits."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs.coded import Coded
from analysis.comparison.paired import CHOOSING, TESTING, Paired, paired
from analysis.comparison.quantiles import BAND, Quantiles, quantiles

RATES = 2.0 ** np.arange(-10, 2)
"""Bits per pixel at which errors are compared."""
PARTS = (1, 4, 16, 64)


@dataclass(frozen=True)
class MeasuredBits:
    """A way of storing in bits, at rates that all ways are compared at.

    Attributes
    ----------
    errors : relative errors at `RATES`, shape (galaxies, rates); NaN at rates that the way, at its
        coarsest, exceeds
    positions : share of the bits that say which coefficients are not zero, of the same shape; None
        where that is not known
    """

    name: str
    errors: np.ndarray
    positions: np.ndarray | None

    @property
    def fits(self) -> np.ndarray:
        """Whether every galaxy can be stored at each of the rates."""
        return np.isfinite(self.errors).all(axis=0)


@dataclass(frozen=True)
class BitCurve:
    """Medians over galaxies, one a rate; NaN at rates at which not every galaxy can be stored.

    Attributes
    ----------
    rates, bits : per pixel, and of an image
    relative_error, low, high : the median, and the quantiles that hold the middle 68 %
    """

    method: str
    rates: np.ndarray
    bits: np.ndarray
    relative_error: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def fewest_bits(self) -> float:
        """The least rate at which every galaxy can be stored, as bits of an image."""
        return float(self.bits[np.isfinite(self.relative_error)].min(initial=np.inf))

    @property
    def error_at_fewest(self) -> float:
        """The median error there."""
        return float(self.relative_error[np.isfinite(self.relative_error)][0])


@dataclass(frozen=True)
class BitContest:
    """All ways that can store every galaxy at 1/part bits per pixel.

    Attributes
    ----------
    bytes : of an image at that rate
    positions : the median share of the bits that say which coefficients are not zero, of each
        method of which that is known
    relative_error : of each method; that of the smallest median on half of the galaxies is first
    lead : the errors of the first against those of the second, on the other half
    """

    part: int
    bytes: float
    relative_error: dict[str, Quantiles]
    positions: dict[str, float]
    lead: Paired

    @property
    def best(self) -> str:
        """The method that half of the galaxies choose."""
        return next(iter(self.relative_error))


def at_rates(coded: Coded, norms: np.ndarray, pixels: int) -> MeasuredBits:
    """Interpolate between settings, both logarithms, for each galaxy.

    Parameters
    ----------
    norms : Frobenius norms of the images, shape (galaxies,)
    pixels : of an image
    """
    order = np.argsort(coded.bits, axis=1, kind="stable")
    # An image without any coefficient takes no bits, of which there is no logarithm.
    bits = np.maximum(np.take_along_axis(coded.bits, order, axis=1), 1)
    # Nobody takes more bits for a larger error. One of rounding has no logarithm.
    squared = np.minimum.accumulate(np.take_along_axis(coded.squared_errors, order, axis=1), axis=1)
    squared = np.maximum(squared, np.finfo(np.float64).eps * np.square(norms)[:, None])
    errors = np.sqrt(squared) / norms[:, None]
    positions = None
    if coded.positions is not None:
        shares = np.take_along_axis(coded.positions, order, axis=1) / bits
        positions = _between(bits / pixels, shares)
    logarithms = _between(bits / pixels, np.log(errors))
    return MeasuredBits(coded.name, np.exp(logarithms), positions)


def _between(bits: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values at `RATES` bits per pixel; more bits than the last setting's change nothing."""
    galaxies = zip(np.log(bits), values, strict=True)
    return np.stack([np.interp(np.log(RATES), *each, left=np.nan) for each in galaxies])


def bit_curve(measured: MeasuredBits, pixels: int) -> BitCurve:
    """Sum up over galaxies."""
    known = np.where(measured.fits, measured.errors, 1)
    low, median, high = np.where(measured.fits, np.quantile(known, BAND, axis=0), np.nan)
    return BitCurve(measured.name, RATES, RATES * pixels, median, low, high)


def bit_contests(measured: list[MeasuredBits], pixels: int) -> tuple[BitContest, ...]:
    """Those at 1/64 to 1 bit per pixel that two ways or more take part in, few bits last."""
    places = {part: RATES.tolist().index(1 / part) for part in PARTS}
    return tuple(
        _contest([item for item in measured if item.fits[place]], pixels, part, place)
        for part, place in places.items()
        if sum(item.fits[place] for item in measured) > 1
    )


def _contest(fitting: list[MeasuredBits], pixels: int, part: int, place: int) -> BitContest:
    fitting.sort(key=lambda item: np.median(item.errors[CHOOSING, place]))
    first, second = (item.errors[TESTING, place] for item in fitting[:2])
    return BitContest(
        part=part,
        bytes=pixels / part / 8,
        relative_error={item.name: quantiles(item.errors[:, place]) for item in fitting},
        positions={
            item.name: float(np.median(item.positions[:, place]))
            for item in fitting
            if item.positions is not None
        },
        lead=paired(first, second),
    )
