"""Which band each channel holds, judged by the galaxies' own colours."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.borders import border_width
from analysis.images.copies import first_ones
from analysis.images.stretch import BANDS as RED_FIRST

CENTRE = 1 / 8
BLUE_FIRST = RED_FIRST[::-1]
UNKNOWN = ("channel 0", "channel 1", "channel 2")
SIGNIFICANCE = 1e-3


@dataclass(frozen=True)
class Bands:
    """What the channels were found to be.

    Attributes
    ----------
    names : a name for each channel, in the file's order
    red_first : galaxies whose channel 0 is brighter in the centre than channel 2
    p_value : two-sided sign test of as many galaxies being red first by chance, of copies one
    """

    names: tuple[str, str, str]
    red_first: int
    p_value: float


def centre_above_sky(images: np.ndarray) -> np.ndarray:
    """Median level of the central pixels less that of the border.

    Parameters
    ----------
    images : array of shape (galaxies, side, side, 3)

    Returns
    -------
    array of shape (galaxies, 3)
    """
    side = images.shape[1]
    border, half = border_width(side), round(side * CENTRE / 2)
    middle = slice(side // 2 - half, side // 2 + half)
    centre = np.median(images[:, middle, middle], axis=(1, 2))
    sky = np.median(images[:, :border], axis=(1, 2))
    return centre - sky


def identify_bands(above: np.ndarray) -> Bands:
    """Name the channels from the fact that the centres of spiral galaxies are red.

    Parameters
    ----------
    above : array of shape (galaxies, 3), from `centre_above_sky`
    """
    first, _, last = above[first_ones(*above.T)].T
    red, blue = int(np.count_nonzero(first > last)), int(np.count_nonzero(first < last))
    p_value = float(scipy.stats.binomtest(red, red + blue).pvalue) if red + blue else 1.0
    likely = RED_FIRST if red > blue else BLUE_FIRST
    names = likely if p_value < SIGNIFICANCE else UNKNOWN
    return Bands(names, int(np.count_nonzero(above[:, 0] > above[:, 2])), p_value)
