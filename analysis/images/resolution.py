"""Large images are averaged first, where their galaxies lose no detail by it."""

from dataclasses import replace

import numpy as np

from analysis.images.borders import border_width
from analysis.images.greyscale import block_average
from analysis.images.layout import SIDE_MULTIPLE
from analysis.images.reading import GalaxyFile

ENOUGH = 256
"""Pixels of a side that are kept at least, as many as the worksheet's images have."""

LOST = 0.01
"""Share of a galaxy's variance, beyond what its sky has, that averaging may lose."""

SAMPLE = 16  # galaxies that are looked at


def averaged_if_large(galaxies: GalaxyFile) -> GalaxyFile:
    """The same galaxies, averaged over the largest blocks that lose no detail; or as they are.

    Parameters
    ----------
    galaxies : as they are stored
    """
    some = np.unique(np.linspace(0, len(galaxies) - 1, SAMPLE).astype(int))
    images = galaxies.greyscale(some) if galaxies.stored_side >= 2 * ENOUGH else ()
    for block in range(galaxies.stored_side // ENOUGH, 1, -1):
        side = galaxies.stored_side // (SIDE_MULTIPLE * block) * SIDE_MULTIPLE
        if side < ENOUGH:
            continue
        lost = max(0.0, float(np.median([_lost(image, block) for image in images])))
        if lost <= LOST:
            shape = (len(galaxies), side, side, galaxies.shape[3])
            return replace(galaxies, shape=shape, block=block, lost=lost)
    return galaxies


def _lost(image: np.ndarray, block: int) -> float:
    """Share of an image's variance that is within blocks, beyond that within blocks of its sky.

    The sky is the border, one edge at a time: a star on one of them does not count.
    """
    side = len(image) // block * block
    used = image[:side, :side].astype(np.float64)
    within = block_average(used**2, block) - block_average(used, block) ** 2
    width = border_width(len(within))
    edges = (within[:width], within[-width:], within[:, :width], within[:, -width:])
    sky = np.median([edge.mean() for edge in edges])
    return float((within.mean() - sky) / used.var())
