"""All properties of all galaxies."""

from dataclasses import dataclass

import numpy as np

from analysis.images.reading import GalaxySet
from analysis.morphology.photometry import Photometry, photometry
from analysis.morphology.sources import Sources, find_sources
from analysis.morphology.structure import Structure, structure


@dataclass(frozen=True)
class Morphology:
    """What photutils and statmorph measure of every galaxy."""

    photometry: Photometry
    structure: Structure


def measure(galaxies: GalaxySet, bands: tuple[str, str, str]) -> Morphology:
    """Measure the central galaxy of every image; `bands` are the names of the three channels."""
    sources = [find_sources(grey) for grey in galaxies.greyscale]
    asymmetry, smoothness, gini, m20, flags = np.array(
        [structure(found) for found in sources], float
    ).T
    return Morphology(
        _photometry(sources, galaxies, bands),
        Structure(asymmetry, smoothness, gini, m20, flags.astype(int)),
    )


def measure_photometry(galaxies: GalaxySet, bands: tuple[str, str, str]) -> Photometry:
    """What `measure` measures with photutils alone."""
    return _photometry([find_sources(grey) for grey in galaxies.greyscale], galaxies, bands)


def _photometry(
    sources: list[Sources | None], galaxies: GalaxySet, bands: tuple[str, str, str]
) -> Photometry:
    rows = [
        photometry(found, 255 * galaxies.composite(index), bands)
        for index, found in enumerate(sources)
    ]
    return Photometry(*np.array(rows, float).T)
