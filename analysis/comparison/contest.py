"""Who stores galaxies best in a given number of numbers."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.codecs.codec import largest_within
from analysis.comparison.paired import CHOOSING, TESTING, Paired, paired
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.comparison.rate_distortion import MeasuredCodec
from analysis.images.precision import EXACT


@dataclass(frozen=True)
class Entry:
    """One way of storing images within a budget of numbers.

    Attributes
    ----------
    setting, numbers : the largest setting within the budget, and what it stores
    relative_error : over all galaxies
    psnr, ssim : medians, SSIM over the first 32 galaxies; PSNR is NaN where the error is rounding
    wins : galaxies of which it makes the smallest error of all
    """

    method: str
    setting: int
    numbers: int
    relative_error: Quantiles
    psnr: float
    ssim: float
    wins: int


@dataclass(frozen=True)
class Contest:
    """All ways that fit a budget, by their median errors on half of the galaxies, best first.

    Attributes
    ----------
    part, budget : the budget is 1/part of the pixels
    lead : the errors of the first against those of the second, on the other half
    """

    part: int
    budget: int
    entries: tuple[Entry, ...]
    lead: Paired


def contest(measured: list[MeasuredCodec], pixels: int, part: int, counted: bool) -> Contest:
    """Compare at 1/part of the pixels; `counted` says whether all that is stored counts."""
    budget = pixels // part
    fitting = _fitting(measured, budget, counted)
    errors = np.stack([item.errors[:, index] for item, index in fitting])
    winners = errors.argmin(axis=0)
    return Contest(
        part=part,
        budget=budget,
        entries=tuple(
            Entry(
                method=item.codec.name,
                setting=int(item.codec.settings[index]),
                numbers=int((item.numbers if counted else item.codec.values)[index]),
                relative_error=quantiles(item.errors[:, index]),
                psnr=_psnr(item, index),
                ssim=float(np.median(item.ssim[:, index])),
                wins=int(np.count_nonzero(winners == place)),
            )
            for place, (item, index) in enumerate(fitting)
        ),
        lead=paired(errors[0, TESTING], errors[1, TESTING]),
    )


def _psnr(measured: MeasuredCodec, index: int) -> float:
    exact = np.median(measured.errors[:, index]) <= EXACT
    return np.nan if exact else float(np.median(measured.psnr[:, index]))


@dataclass(frozen=True)
class FreeVectors:
    """All shared vectors at no cost, against the best other way within a budget.

    Attributes
    ----------
    coordinates : as many as there are vectors
    part, budget : of the other way, 1/part of the pixels
    method : the other way, chosen on half of the galaxies
    error, other_error : medians over all galaxies
    against : the errors with all vectors against those of the other way, on the other half
    """

    coordinates: int
    part: int
    budget: int
    method: str
    error: float
    other_error: float
    against: Paired

    @property
    def beyond_budget(self) -> bool:
        """Whether there are more coordinates than the other way has numbers."""
        return self.coordinates > self.budget


def free_vectors(
    shared: MeasuredCodec, others: list[MeasuredCodec], pixels: int, part: int
) -> FreeVectors:
    """Compare with the way of least median error whose values fit 1/part of the pixels."""
    fitting = _fitting(others, pixels // part, counted=False)
    best, index = fitting[0]
    errors, others_errors = shared.errors[:, -1], best.errors[:, index]
    return FreeVectors(
        coordinates=int(shared.codec.settings[-1]),
        part=part,
        budget=pixels // part,
        method=best.codec.name,
        error=float(np.median(errors)),
        other_error=float(np.median(others_errors)),
        against=paired(errors[TESTING], others_errors[TESTING]),
    )


def _fitting(
    measured: list[MeasuredCodec], budget: int, counted: bool
) -> list[tuple[MeasuredCodec, int]]:
    """Ways within the budget, and the largest setting of each.

    That of the least median error on the galaxies that choose is the first.
    """
    fitting = [
        (item, index)
        for item in measured
        if (index := largest_within(item.codec, budget, counted)) is not None
    ]
    return sorted(fitting, key=lambda pair: np.median(pair[0].errors[CHOOSING, pair[1]]))
