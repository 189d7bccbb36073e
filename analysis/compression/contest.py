"""Who stores galaxies best in a given number of numbers."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import wilcoxon

from analysis.codecs.codec import largest_within
from analysis.compression.measured import Measured
from analysis.quantiles import Quantiles, quantiles


@dataclass(frozen=True)
class Entry:
    """One way of storing images within a budget of numbers.

    Attributes
    ----------
    setting, numbers : the largest setting within the budget, and what it stores
    relative_error : over all galaxies
    psnr, ssim : medians, SSIM over the first 32 galaxies
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
    """All ways that fit a budget, best first.

    Attributes
    ----------
    part, budget : the budget is 1/part of the pixels
    counted : whether positions and shared vectors count
    p_value : Wilcoxon's signed-rank test between the errors of the best and the second
    better : galaxies of which the best makes a smaller error than the second
    """

    part: int
    budget: int
    counted: bool
    entries: tuple[Entry, ...]
    p_value: float
    better: int


def contest(measured: list[Measured], pixels: int, part: int, counted: bool) -> Contest:
    """Compare at 1/part of the pixels; `counted` says whether all that is stored counts."""
    budget = pixels // part
    fitting = [
        (item, index)
        for item in measured
        if (index := largest_within(item.codec, budget, counted)) is not None
    ]
    fitting.sort(key=lambda pair: np.median(pair[0].errors[:, pair[1]]))
    errors = np.stack([item.errors[:, index] for item, index in fitting])
    winners = errors.argmin(axis=0)
    return Contest(
        part=part,
        budget=budget,
        counted=counted,
        entries=tuple(
            Entry(
                method=item.codec.name,
                setting=int(item.codec.settings[index]),
                numbers=int((item.numbers if counted else item.codec.values)[index]),
                relative_error=quantiles(item.errors[:, index]),
                psnr=float(np.median(item.psnr[:, index])),
                ssim=float(np.median(item.ssim[:, index])),
                wins=int(np.count_nonzero(winners == place)),
            )
            for place, (item, index) in enumerate(fitting)
        ),
        p_value=float(wilcoxon(errors[0], errors[1]).pvalue),
        better=int(np.count_nonzero(errors[0] < errors[1])),
    )
