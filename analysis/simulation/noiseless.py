"""Simulated galaxies as they are observed, and as they would be without noise."""

from dataclasses import dataclass

import numpy as np

from analysis.images.greyscale import greyscale
from analysis.images.stretch import stretch
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.exposure import expose

SEED = 11
NUMBER = 16


@dataclass(frozen=True)
class Pairs:
    """Greyscale images in 0 to 255 units, each an array of shape (galaxies, side, side).

    Attributes
    ----------
    observed : with noise, as the survey would show them
    noiseless : the same scenes, stars, neighbours and defects included, without the sky's noise
    """

    observed: np.ndarray
    noiseless: np.ndarray


def observe(side: int, number: int = NUMBER) -> Pairs:
    """Simulate some galaxies twice; `side` in pixels."""
    observed, noiseless = zip(
        *over_galaxies(lambda index: _pair(index, side), range(number)), strict=True
    )
    return Pairs(np.stack(observed), np.stack(noiseless))


def _pair(index: int, side: int) -> tuple[np.ndarray, np.ndarray]:
    exposure = expose(index, SEED, side)
    light = exposure.galaxy_light + exposure.stars + exposure.neighbours + exposure.defects
    sky = exposure.conditions.background[:, None, None]
    return greyscale(exposure.picture), greyscale(stretch(exposure.frame(light + sky)))
