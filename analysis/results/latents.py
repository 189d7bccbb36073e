"""How the galaxies' latents are distributed, and what the decoder makes of each."""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from analysis.images.precision import vary

TRAVERSAL_STEPS = 5

if TYPE_CHECKING:
    from analysis.autoencoder.trained import Trained


@dataclass(frozen=True)
class Latent:
    """The values of one latent over all galaxies, and what the decoder makes of it.

    Attributes
    ----------
    index : 1 and up
    mean, spread, low, median, high : mean, standard deviation, extremes and median
    zero_percentile : share of the galaxies, in percent, with a smaller value than zero
    nearest_to_zero : distance of the other latents from zero, in units of their standard
        deviations, for the galaxy that is closest
    nearest_to_median : the same from their medians; both are NaN where no other latent varies
    largest_change : largest difference between two of the pictures, in any pixel
    correlations : with each latent, array of shape (latents,); NaN where either does not vary
    values : array of shape (steps,), evenly over the range
    pictures, median_pictures : arrays of shape (steps, side, side), 0 to 1; all other latents at
        zero, and at their medians
    """

    index: int
    mean: float
    spread: float
    low: float
    median: float
    high: float
    zero_percentile: float
    nearest_to_zero: float
    nearest_to_median: float
    largest_change: float
    correlations: np.ndarray
    values: np.ndarray
    pictures: np.ndarray
    median_pictures: np.ndarray

    @property
    def zero_outside(self) -> bool:
        """Whether no galaxy, or every galaxy, is below zero."""
        return self.zero_percentile in (0.0, 100.0)


def examine(model: "Trained", codes: np.ndarray) -> tuple[Latent, ...]:
    """One record a latent, from those of all galaxies, an array of shape (galaxies, d)."""
    varied = vary(codes)
    correlations = np.full((len(varied), len(varied)), np.nan)
    if varied.any():
        correlations[np.ix_(varied, varied)] = np.corrcoef(np.ascontiguousarray(codes[:, varied]).T)
    return tuple(_latent(model, codes, index, row) for index, row in enumerate(correlations))


def strongest_correlation(latents: tuple[Latent, ...]) -> float:
    """The largest modulus among the correlations between two different latents that vary.

    NaN where not even two do.
    """
    others = [np.delete(latent.correlations, latent.index - 1) for latent in latents]
    moduli = [modulus for modulus in np.abs(np.concatenate(others)) if isfinite(modulus)]
    return float(max(moduli, default=np.nan))


def _latent(model: "Trained", codes: np.ndarray, index: int, correlations: np.ndarray) -> Latent:
    values = codes[:, index]
    steps = np.linspace(values.min(), values.max(), TRAVERSAL_STEPS)
    medians = np.median(codes, axis=0)
    pictures, median_pictures = (
        model.decode(_along(steps, index, rest)) for rest in (np.zeros_like(medians), medians)
    )
    return Latent(
        index=index + 1,
        mean=float(values.mean()),
        spread=float(values.std()),
        low=float(values.min()),
        median=float(np.median(values)),
        high=float(values.max()),
        zero_percentile=float(100 * np.mean(values < 0)),
        nearest_to_zero=_nearest(codes, index, 0 * medians),
        nearest_to_median=_nearest(codes, index, medians),
        largest_change=float(np.ptp(pictures, axis=0).max()),
        correlations=correlations,
        values=steps,
        pictures=pictures,
        median_pictures=median_pictures,
    )


def _along(steps: np.ndarray, index: int, rest: np.ndarray) -> np.ndarray:
    """Latents of shape (steps, latents): one takes the steps, the others stay where they are."""
    latents = np.tile(rest.astype(np.float32), (len(steps), 1))
    latents[:, index] = steps
    return latents


def _nearest(codes: np.ndarray, index: int, point: np.ndarray) -> float:
    """Distance from a point of the galaxy closest in all latents but one, in their spreads."""
    counted = vary(codes)
    counted[index] = False
    if not counted.any():
        return np.nan
    others = (codes[:, counted] - point[counted]) / codes.std(axis=0)[counted]
    return float(np.linalg.norm(others, axis=1).min())
