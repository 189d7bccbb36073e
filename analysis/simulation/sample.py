"""A set of simulated galaxies with its truth."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.runtime.parallel import over_galaxies
from analysis.simulation.camera import FRAME
from analysis.simulation.exposure import expose
from analysis.simulation.truth import truth_of

SEED = 20240


@dataclass(frozen=True)
class Simulated:
    """A set of simulated galaxies.

    Attributes
    ----------
    images : array of shape (number, side, side, 3), uint8, channels z, r, g, shown as red, green,
        blue
    names : an IAU designation for each galaxy
    truth : arrays of shape (number,), float64, by the names of `truth.truth_of`; their units are in
        `truth.UNITS`
    seed : what the set was made from
    """

    images: np.ndarray
    names: tuple[str, ...]
    truth: dict[str, np.ndarray]
    seed: int


def simulate(number: int = 256, side: int = FRAME, seed: int = SEED, first: int = 0) -> Simulated:
    """Simulate galaxies as the survey shows them.

    Parameters
    ----------
    number : how many; the first ones are the same however many there are
    side : pixels along each axis of an image
    seed : the same seed makes the same set
    first : where in the set, which has no end, to begin
    """
    observe = partial(_observe, seed=seed, side=side)
    observed = over_galaxies(observe, range(first, first + number))
    images, names, truths = zip(*observed, strict=True)
    quantities = {name: np.array([truth[name] for truth in truths], float) for name in truths[0]}
    return Simulated(np.stack(images), names, quantities, seed)


def _observe(index: int, seed: int, side: int) -> tuple[np.ndarray, str, dict[str, float]]:
    exposure = expose(index, seed, side)
    return exposure.picture, exposure.name, truth_of(exposure)
