"""What the pixel values of a set say of light: the survey's stretch of it, or a multiple of it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import asinh

import numpy as np

from analysis.images.stretch import BANDS, BLACK, SOFTENING, WHITE, linear_light
from analysis.images.units import OWN, Unit

DARK = -255 * asinh(BLACK) / (asinh(WHITE) - asinh(BLACK))
"""The value of no light in the survey's pictures, 17.8."""
TOLERANCE = 5.0  # the sky's level is subtracted from coadds, but never quite


@dataclass(frozen=True)
class Light:
    """The light that pixel values stand for.

    Attributes
    ----------
    of : from values, 0 to 255, to light in units of `unit`; what no light is may be any number
    unit : of each band by its name
    """

    of: Callable[[np.ndarray], np.ndarray]
    unit: dict[str, float]


def proportional(values: np.ndarray) -> np.ndarray:
    """Light in units of the values themselves."""
    return np.asarray(values, np.float64)


STRETCHED = Light(linear_light, dict(zip(BANDS, SOFTENING.ravel().tolist(), strict=True)))
PROPORTIONAL = Light(proportional, dict.fromkeys(BANDS, 1.0))


def is_stretched(unit: Unit, sky: float) -> bool:
    """Whether images are pictures in the survey's stretch: their sky has its value of no light.

    Parameters
    ----------
    unit : of the set; values of a range of its own are no such pictures
    sky : the typical value of the set's sky, 0 to 255
    """
    return unit.rule != OWN and abs(sky - DARK) <= TOLERANCE
