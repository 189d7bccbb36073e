"""The sky of every galaxy and what the rules keep, measured once for every part that asks."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from analysis.approximation.svd import singular_values
from analysis.images.greyscale import block_average
from analysis.images.reading import GalaxyFile
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.denoising import AVERAGED, keep
from analysis.threshold.rules import threshold_known_noise, threshold_unknown_noise
from analysis.threshold.sky import border_sky, sky_autocorrelation

# Two estimates of the same noise, or two numbers kept, agree within this factor.
AGREEMENT = 2.0
# Lag-1 autocorrelation from which noise is not called white.
CORRELATED = 0.1


def next_to_one(ratio: float, above: str, below: str) -> str:
    """Which of two words is true of a ratio; "alike" where it is 1 within a factor of two."""
    if ratio > AGREEMENT:
        return above
    return below if ratio < 1 / AGREEMENT else "alike"


@dataclass(frozen=True)
class Skies:
    """One value a galaxy, arrays of shape (galaxies,); `averaged_*` after averaging 2 x 2 pixels.

    Attributes
    ----------
    sigma, level : noise and median of the border's fainter half, in grey levels
    autocorrelation : of the corners at lag 1
    unknown_kept, known_kept : singular values that the median rule, and the rule with the
        border's noise, keep
    """

    sigma: np.ndarray
    level: np.ndarray
    autocorrelation: np.ndarray
    unknown_kept: np.ndarray
    known_kept: np.ndarray
    averaged_unknown_kept: np.ndarray
    averaged_known_kept: np.ndarray

    def some(self, galaxies: np.ndarray) -> Self:
        """Those of the galaxies with these indices."""
        return type(self)(*(getattr(self, field.name)[galaxies] for field in fields(self)))


def measure_skies(galaxies: GalaxyFile, all_values: np.ndarray) -> Skies:
    """Measure every galaxy's sky and threshold its image.

    Parameters
    ----------
    galaxies : all of them
    all_values : every galaxy's singular values, array of shape (galaxies, side)
    """
    parts = galaxies.over_chunks(lambda part: over_galaxies(_measure, part.greyscale))
    sigma, level, autocorrelation, averaged_unknown, averaged_known = zip(
        *(row for part in parts for row in part), strict=True
    )
    shape = (galaxies.side, galaxies.side)
    return Skies(
        sigma=np.array(sigma),
        level=np.array(level),
        autocorrelation=np.array(autocorrelation),
        unknown_kept=np.array([threshold_unknown_noise(s, shape).kept for s in all_values]),
        known_kept=keep_known(all_values, sigma),
        averaged_unknown_kept=np.array(averaged_unknown),
        averaged_known_kept=np.array(averaged_known),
    )


def keep_known(all_values: np.ndarray, sigmas: Sequence[float] | np.ndarray) -> np.ndarray:
    """How many of each image's singular values, (n, side), exceed its noise, (n,); shape (n,)."""
    shape = (all_values.shape[1],) * 2
    pairs = zip(all_values, sigmas, strict=True)
    return np.array([threshold_known_noise(values, shape, sigma).kept for values, sigma in pairs])


def _measure(image: np.ndarray) -> tuple[float, float, float, int, int]:
    """Noise and level of the sky, autocorrelation, and what is kept after averaging."""
    image = image.astype(np.float64)
    averaged = block_average(image, AVERAGED)
    unknown, known = keep(averaged, singular_values(averaged)).values()
    level, noise = border_sky(image)
    return noise, level, sky_autocorrelation(image), unknown.kept, known.kept
