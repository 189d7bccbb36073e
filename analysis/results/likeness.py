"""Where a simulated set differs from the real one, statistic by statistic."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.results.morphology import BAD

if TYPE_CHECKING:
    from analysis.morphology.properties import Morphology

NEAR = 0.1
SPREAD = {16: "16% quantile of the", 50: "median", 84: "84% quantile of the"}

REAL_GALAXIES = 256
REAL = {
    "percentage of galaxies that statmorph calls bad": 7.03,
    "mean number of other sources": 8.88,
    "vectors for 80% of the variance": 20.0,
    "median percentage of power in spiral arms": 4.7,
    "16% quantile of the half-light radius in pixels": 18.3,
    "median half-light radius in pixels": 21.0,
    "84% quantile of the half-light radius in pixels": 23.1,
    "16% quantile of the concentration": 2.77,
    "median concentration": 3.53,
    "84% quantile of the concentration": 4.0,
    "median ellipticity": 0.139,
    "median colour g − z": 1.35,
    "median percentage of light from other sources": 5.96,
    "median asymmetry": 0.0706,
    "median smoothness": 0.0158,
    "median Gini": 0.542,
    "median M20": -2.0,
}
"""What `statistics` finds in the course's file of real images, to three digits."""


@dataclass(frozen=True)
class Compared:
    """One statistic of a simulated set, and of the real one.

    Attributes
    ----------
    name : of the statistic, as in `statistics`
    here, real : its values
    """

    name: str
    here: float
    real: float

    @property
    def near(self) -> bool:
        """Whether it is within a tenth of the real one."""
        return abs(self.here - self.real) <= NEAR * abs(self.real)


@dataclass(frozen=True)
class Likeness:
    """A simulated set against real images that were measured in the same way.

    Attributes
    ----------
    galaxies : number of the real ones
    compared : statistic by statistic
    """

    galaxies: int
    compared: tuple[Compared, ...]

    @property
    def near(self) -> tuple[Compared, ...]:
        """The statistics that are within a tenth of the real ones."""
        return tuple(item for item in self.compared if item.near)

    @property
    def far(self) -> tuple[Compared, ...]:
        """Those that are not."""
        return tuple(item for item in self.compared if not item.near)


def compare_with_real(morphology: "Morphology", vectors: int, spiral_power: float) -> Likeness:
    """Compare a simulated set with the real one; see `statistics`."""
    found = statistics(morphology, vectors, spiral_power)
    compared = tuple(Compared(name, value, REAL[name]) for name, value in found.items())
    return Likeness(REAL_GALAXIES, compared)


def statistics(morphology: "Morphology", vectors: int, spiral_power: float) -> dict[str, float]:
    """What sets of galaxies are compared by, by name.

    Parameters
    ----------
    morphology : of the galaxies
    vectors : how many of the set's singular vectors hold 80 % of its variance
    spiral_power : the median galaxy's, see `analysis.morphology.arms`
    """
    light, structure = morphology.photometry, morphology.structure
    spread = {
        "half-light radius in pixels": light.half_light_radius,
        "concentration": light.concentration,
    }
    middles = {
        "ellipticity": np.hypot(light.e1, light.e2),
        "colour g − z": light.colour,
        "percentage of light from other sources": 100 * light.foreground,
        "asymmetry": structure.asymmetry,
        "smoothness": structure.smoothness,
        "Gini": structure.gini,
        "M20": structure.m20,
    }
    return {
        "percentage of galaxies that statmorph calls bad": 100
        * float(np.mean(structure.flags >= BAD)),
        "mean number of other sources": float(np.mean(morphology.other_sources)),
        "vectors for 80% of the variance": float(vectors),
        "median percentage of power in spiral arms": 100 * spiral_power,
        **{
            f"{where} {name}": float(np.nanpercentile(values, part))
            for name, values in spread.items()
            for part, where in SPREAD.items()
        },
        **{f"median {name}": float(np.nanmedian(values)) for name, values in middles.items()},
    }
