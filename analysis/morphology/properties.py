"""All properties of all galaxies."""

from dataclasses import dataclass

import numpy as np

from analysis.images.reading import GalaxySet
from analysis.morphology.photometry import Photometry, photometry
from analysis.morphology.sources import Sources, find_sources
from analysis.morphology.structure import Structure, structure


@dataclass(frozen=True)
class Morphology:
    """What photutils and statmorph measure of every galaxy.

    Attributes
    ----------
    other_sources : number of sources beside the galaxy, array of shape (galaxies,)
    """

    photometry: Photometry
    structure: Structure
    other_sources: np.ndarray


def measure(galaxies: GalaxySet, bands: tuple[str, str, str]) -> Morphology:
    """Measure the central galaxy of every image; `bands` are the names of the three channels."""
    sources = [find_sources(grey) for grey in galaxies.greyscale]
    rows = np.array([structure(found) for found in sources], float)
    asymmetry, smoothness, gini, m20, flags = rows.T
    return Morphology(
        _photometry(sources, galaxies, bands),
        Structure(asymmetry, smoothness, gini, m20, flags.astype(int)),
        np.array([found.others for found in sources]),
    )


def measure_photometry(galaxies: GalaxySet, bands: tuple[str, str, str]) -> Photometry:
    """What `measure` measures with photutils alone."""
    return _photometry([find_sources(grey) for grey in galaxies.greyscale], galaxies, bands)


def _photometry(
    sources: list[Sources], galaxies: GalaxySet, bands: tuple[str, str, str]
) -> Photometry:
    rows = [
        photometry(found, 255 * galaxies.composite(index), bands)
        for index, found in enumerate(sources)
    ]
    return Photometry(*np.array(rows, float).T)
