"""What was measured of every galaxy, and how well such measurements find the truth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.images.greyscale import largest_block

if TYPE_CHECKING:
    from analysis.morphology.properties import Morphology
    from analysis.morphology.recovery import Recovery

SUSPECT, BAD = 1, 2

NAMES = {
    "brightness": "brightness",
    "half_light_radius": "half-light radius",
    "e1": "ellipticity e1",
    "e2": "ellipticity e2",
    "concentration": "concentration",
    "asymmetry": "asymmetry",
    "smoothness": "smoothness",
    "gini": "Gini",
    "m20": "M20",
    "colour": "colour g − z",
    "foreground": "foreground",
}
"""The properties that components are correlated with; of angles, their components alone."""


@dataclass(frozen=True)
class MorphologyResult:
    """Measurements of all galaxies.

    Attributes
    ----------
    properties : a value for every galaxy, None where it could not be measured; by attribute of
        `Photometry` and `Structure`
    flags : statmorph's, one a galaxy
    flagged : number of galaxies by flag: good, suspect, bad
    unmeasured : indices of galaxies without the property, for properties that not all galaxies have
    structure_block : side in pixels of the blocks on whose averages statmorph measures
    colour_known : whether it is known which band is which
    recovery : the same measurements on galaxies whose truth is known
    """

    galaxies: int
    properties: dict[str, tuple[float | None, ...]]
    flags: tuple[int, ...]
    flagged: dict[str, int]
    unmeasured: dict[str, tuple[int, ...]]
    structure_block: int
    colour_known: bool
    recovery: "Recovery"

    @property
    def without_shape(self) -> tuple[int, ...]:
        """Galaxies of which nothing could be measured."""
        return self.unmeasured.get("brightness", ())

    @property
    def without_structure(self) -> tuple[int, ...]:
        """Galaxies whose asymmetry, smoothness, Gini and M20 could not be measured."""
        return self.unmeasured.get("gini", ())


def properties_of(morphology: "Morphology") -> dict[str, np.ndarray]:
    """Measured properties of all galaxies by attribute, position angles included."""
    measured = {**vars(morphology.photometry), **vars(morphology.structure)}
    del measured["flags"]
    return measured


def describe_morphology(
    morphology: "Morphology", recovery: "Recovery", galaxies: np.ndarray, side: int
) -> MorphologyResult:
    """Record what was measured of images of a side; `galaxies` are their indices in the set."""
    from analysis.morphology.sources import AVERAGED
    from analysis.morphology.structure import SIDE

    properties = properties_of(morphology)
    flags = morphology.structure.flags
    finite = {name: np.isfinite(values) for name, values in properties.items()}
    colour_known = bool(finite["colour"].any())
    return MorphologyResult(
        galaxies=len(flags),
        properties={
            name: tuple(
                float(value) if known else None
                for value, known in zip(values, finite[name], strict=True)
            )
            for name, values in properties.items()
        },
        flags=tuple(flags.tolist()),
        flagged={
            "good": int(np.count_nonzero(flags == 0)),
            "suspect": int(np.count_nonzero(flags == SUSPECT)),
            "bad": int(np.count_nonzero(flags >= BAD)),
        },
        unmeasured={
            name: tuple(galaxies[~known].tolist())
            for name, known in finite.items()
            if not known.all()
        },
        structure_block=AVERAGED * largest_block(side // AVERAGED, SIDE),
        colour_known=colour_known,
        recovery=recovery,
    )
