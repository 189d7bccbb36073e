"""Whether the measurements find what the simulator put in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import h5py
import numpy as np
import scipy

from analysis.images.greyscale import greyscale
from analysis.images.light import STRETCHED
from analysis.images.reading import GalaxySet
from analysis.images.stretch import BANDS
from analysis.simulation import simulate

if TYPE_CHECKING:
    from analysis.morphology.photometry import Photometry

NUMBER, SEED = 64, 11


@dataclass(frozen=True)
class Recovered:
    """A measured property against the truth, over simulated galaxies.

    Attributes
    ----------
    rho : Spearman's correlation of the two
    low, middle, high : 16, 50 and 84 % of measured less true, or of measured over true
    relative : whether it is the ratio
    unit : of the difference, empty where it has none
    """

    property: str
    truth: str
    rho: float
    low: float
    middle: float
    high: float
    relative: bool
    unit: str = ""


@dataclass(frozen=True)
class Recovery:
    """All properties whose truth is known; `galaxies` of them, of the report's own set or not."""

    galaxies: int
    own: bool
    properties: tuple[Recovered, ...]

    @property
    def best(self) -> Recovered:
        """The property that follows the truth most closely."""
        return max(self.properties, key=lambda item: item.rho)

    @property
    def worst(self) -> Recovered:
        """The property that follows the truth least."""
        return min(self.properties, key=lambda item: item.rho)


def check_on_truth(
    measured: "Photometry", path: Path | None, galaxies: np.ndarray, side: int
) -> Recovery:
    """Compare measurements with the truth.

    Parameters
    ----------
    measured : of the report's galaxies
    path : their file where they are simulated; None where they are not, and others are simulated
    galaxies : their indices in it
    side : of the images in pixels
    """
    if path is not None:
        return Recovery(len(measured.brightness), True, compare(measured, _truth(path, galaxies)))
    from analysis.morphology.properties import measure_photometry  # late: brings in photutils

    simulated = simulate(NUMBER, side, SEED)
    others = GalaxySet(simulated.images, greyscale(simulated.images), 1.0, 0.0, STRETCHED)
    return Recovery(NUMBER, False, compare(measure_photometry(others, BANDS), simulated.truth))


def _truth(path: Path, galaxies: np.ndarray) -> dict[str, np.ndarray]:
    with h5py.File(path) as file:
        return {name: dataset[()][galaxies] for name, dataset in file["truth"].items()}


def compare(measured: "Photometry", truth: dict[str, np.ndarray]) -> tuple[Recovered, ...]:
    """Compare with the truth of `analysis.simulation.truth.truth_of`.

    The simulator's angles run clockwise, from rows that are counted downwards: its e2 has the
    other sign.
    """
    true_colour = -2.5 * np.log10(truth["galaxy_flux_g"] / truth["galaxy_flux_z"])
    # The unit of measured brightness is the same for all galaxies, but not the truth's.
    scale = np.nanmedian(truth["brightness"]) / np.nanmedian(measured.brightness)
    brightness, radius = scale * measured.brightness, truth["half_light_radius"]
    found = (
        _recovered("brightness", "light in r", brightness, truth["brightness"], True),
        _recovered(
            "half-light radius", "half-light radius in r", measured.half_light_radius, radius, True
        ),
        _recovered("ellipticity e1", "the disc's e1", measured.e1, truth["e1"], False),
        _recovered("ellipticity e2", "the disc's e2", measured.e2, -truth["e2"], False),
        _recovered(
            "concentration",
            "concentration in r",
            measured.concentration,
            truth["concentration"],
            False,
        ),
        _recovered("colour g − z", "colour", measured.colour, true_colour, False, "mag"),
        _recovered(
            "foreground",
            "stars' and neighbours' share in r",
            measured.foreground,
            truth["foreground_fraction"],
            False,
        ),
    )
    return tuple(item for item in found if item is not None)


def _recovered(
    name: str, of: str, measured: np.ndarray, truth: np.ndarray, relative: bool, unit: str = ""
) -> Recovered | None:
    """None where nothing is measured, as the colour where the bands are not known."""
    both = np.isfinite(measured) & np.isfinite(truth)
    if np.count_nonzero(both) < 3:
        return None
    found, true = measured[both], truth[both]
    low, middle, high = np.percentile(found / true if relative else found - true, (16, 50, 84))
    rho = scipy.stats.spearmanr(found, true).statistic
    return Recovered(name, of, float(rho), float(low), float(middle), float(high), relative, unit)
