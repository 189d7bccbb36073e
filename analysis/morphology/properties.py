"""All properties of all galaxies."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.images.light import Light
from analysis.images.reading import GalaxySet
from analysis.morphology.photometry import Photometry, photometry
from analysis.morphology.sources import Sources, find_sources
from analysis.morphology.structure import Structure, structure
from analysis.runtime.background import Progress
from analysis.runtime.parallel import over_galaxies


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


def measure(
    galaxies: GalaxySet, bands: tuple[str, str, str], progress: Progress | None = None
) -> Morphology:
    """Measure the central galaxy of every image.

    Parameters
    ----------
    bands : names of the three channels
    progress : told in words how far it is, where it takes long
    """
    with _in_threads():
        measured = over_galaxies(
            partial(_sources_and_structure, shown=galaxies.light),
            galaxies.greyscale,
            progress=progress,
            name="measuring galaxies",
        )
    sources = [found for found, _ in measured]
    asymmetry, smoothness, gini, m20, flags = np.array([row for _, row in measured], float).T
    return Morphology(
        _photometry(sources, galaxies, bands),
        Structure(asymmetry, smoothness, gini, m20, flags.astype(int)),
        np.array([found.others for found in sources]),
    )


def measure_photometry(galaxies: GalaxySet, bands: tuple[str, str, str]) -> Photometry:
    """What `measure` measures with photutils alone."""
    with _in_threads():
        sources = over_galaxies(partial(find_sources, shown=galaxies.light), galaxies.greyscale)
    return _photometry(sources, galaxies, bands)


@contextmanager
def _in_threads() -> Iterator[None]:
    """Leave no thread's filters of warnings behind: each would put back those of another one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the libraries warn of is in flags and in NaN
        yield


def _sources_and_structure(grey: np.ndarray, shown: Light) -> tuple[Sources, tuple[float, ...]]:
    found = find_sources(grey, shown)
    return found, structure(found)


def _photometry(
    sources: list[Sources], galaxies: GalaxySet, bands: tuple[str, str, str]
) -> Photometry:
    rows = [
        photometry(found, 255 * galaxies.composite(index), galaxies.light, bands)
        for index, found in enumerate(sources)
    ]
    return Photometry(*np.array(rows, float).T)
