"""Why the median rule keeps so much: images that were enlarged from fewer pixels."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.comparison.paired import SIGNIFICANCE, holm
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.copies import first_ones
from analysis.images.native_size import native_size
from analysis.meaning.associations import rank_correlation
from analysis.results.skies import AGREEMENT, Skies
from analysis.runtime.parallel import over_galaxies

ENLARGED = 0.9  # of the side; a spectrum that ends below it does not fill its image


@dataclass(frozen=True)
class NativeSizeResult:
    """Native sizes of the galaxies that are examined closely, and what goes with them.

    Attributes
    ----------
    side : of the images in pixels
    sizes : native ones, array of shape (galaxies,)
    quantiles : of them
    of_example : the example's
    rounding : standard deviation of a grey level's rounding
    with_autocorrelation, with_kept : Spearman's correlations with the sky's autocorrelation and
        with what the median rule keeps; NaN where nothing differs
    p_values : of both, after Holm's correction
    """

    side: int
    sizes: np.ndarray
    quantiles: Quantiles
    of_example: int
    rounding: float
    with_autocorrelation: float
    with_kept: float
    p_values: tuple[float, float]

    @property
    def enlarged(self) -> bool:
        """Whether most images were."""
        return self.quantiles.median < ENLARGED * self.side

    @property
    def explains(self) -> bool:
        """Whether fewer pixels go with more correlated skies and with more that is kept."""
        down = self.with_autocorrelation < 0 and self.with_kept < 0
        return self.enlarged and down and max(self.p_values) < SIGNIFICANCE

    def is_rounding(self, noise: float) -> bool:
        """Whether noise that was read off an image is no more than its rounding."""
        return noise < AGREEMENT * self.rounding


def examine_native_size(
    greyscale: np.ndarray, rounding: float, skies: Skies, example: int
) -> NativeSizeResult | None:
    """Measure images of some galaxies; None where it is not known how they were rounded.

    Parameters
    ----------
    greyscale : array of shape (n, side, side), 0 to 255
    rounding : standard deviation of its pixels' rounding, 0 if they were not rounded
    skies : of the same galaxies
    example : the example's place among them
    """
    if not rounding:
        return None
    sizes = np.array(over_galaxies(partial(native_size, rounding=rounding), greyscale))
    measured = (skies.autocorrelation, skies.unknown_kept)
    once = first_ones(sizes, *measured)
    found = [rank_correlation(sizes[once], each[once]) for each in measured]
    (with_autocorrelation, with_kept), p_values = zip(*found, strict=True)
    return NativeSizeResult(
        side=greyscale.shape[1],
        sizes=sizes,
        quantiles=quantiles(sizes),
        of_example=int(sizes[example]),
        rounding=rounding,
        with_autocorrelation=with_autocorrelation,
        with_kept=with_kept,
        p_values=tuple(holm(np.array(p_values)).tolist()),
    )
