"""The galaxy that the tasks on one image show, if there is a galaxy in any of the images."""

from dataclasses import dataclass

import numpy as np

from analysis.images.borders import on_border
from analysis.images.greyscale import block_average, largest_block
from analysis.images.reading import GalaxyFile, chunks
from analysis.images.split import evenly_spread
from analysis.morphology.arms import spiral_power
from analysis.runtime.errors import InputError

FINE = 128  # pixels a side that show arms as well as more do
TRIED = 12  # of the galaxies with the clearest arms
BLENDED = 0.5  # of the detected light, in other sources
AT_ONCE = 16  # galaxies among which one is looked for
CUT = 0.005  # of a galaxy's light, on the border of its image


@dataclass(frozen=True)
class Example:
    """How the example was chosen.

    Attributes
    ----------
    galaxy : its index
    asked_for : whether somebody named it; if not, its arms are the clearest
    spiral_power : see `analysis.morphology.arms`; and the median over all that were compared
    alone : whether it lies within its image and outshines all other sources there
    """

    galaxy: int
    asked_for: bool
    spiral_power: float
    typical: float
    compared: int
    alone: bool


def require_a_galaxy(galaxies: GalaxyFile, indices: np.ndarray) -> None:
    """Look at images, those with these indices, until something stands out in the middle of one.

    Raises
    ------
    InputError
        If none has.
    """
    # Imported late, here and below: who only reads cached results need not wait for photutils.
    from analysis.morphology.sources import stands_out

    for part in chunks(len(indices), AT_ONCE):
        if any(map(stands_out, galaxies.greyscale(indices[part]))):
            return
    raise InputError(
        f"{galaxies.path}: no galaxy stands out in the middle of any of {len(indices)} images; "
        "give images that are centred on galaxies, bright on a dark sky"
    )


def choose_example(galaxies: GalaxyFile, asked_for: int | None) -> Example:
    """The galaxy that was asked for, or the one of the clearest arms.

    Of the galaxies whose arms are clearest the first is taken that lies within its image and
    outshines all other sources there, and the very first if none does.
    """
    indices = evenly_spread(len(galaxies), asked_for or 0)
    power = np.concatenate([_spiral_powers(galaxies, indices[c]) for c in chunks(len(indices))])
    order = indices[np.argsort(-power, kind="stable")[:TRIED]]
    galaxy = asked_for
    if galaxy is None:
        alone = (int(index) for index in order if _alone(galaxies, int(index)))
        galaxy = next(alone, int(order[0]))
    return Example(
        galaxy=galaxy,
        asked_for=asked_for is not None,
        spiral_power=float(power[np.searchsorted(indices, galaxy)]),
        typical=float(np.median(power)),
        compared=len(indices),
        alone=_alone(galaxies, galaxy),
    )


def _spiral_powers(galaxies: GalaxyFile, indices: np.ndarray) -> np.ndarray:
    images = block_average(galaxies.greyscale(indices), largest_block(galaxies.side, FINE))
    return np.array([spiral_power(image) for image in images])


def _alone(galaxies: GalaxyFile, index: int) -> bool:
    from analysis.morphology.sources import find_sources

    part = galaxies.read(slice(index, index + 1))
    found = find_sources(part.greyscale[0], part.light)
    light = found.light[found.galaxy].sum()
    on_edge = found.light[found.galaxy & on_border(len(found.light))].sum()
    detected = found.light[found.detected].sum()
    return bool(light > max(on_edge / CUT, (1 - BLENDED) * detected))
