"""Which band each channel holds, judged by the galaxies' own colours."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.borders import border_width

CENTRE = 1 / 8
RED_FIRST = ("z", "r", "g")
BLUE_FIRST = ("g", "r", "z")
UNKNOWN = ("channel 0", "channel 1", "channel 2")
SIGNIFICANCE = 1e-3


@dataclass(frozen=True)
class Bands:
    """What the channels were found to be.

    Attributes
    ----------
    names : a name for each channel, in the file's order
    red_first : galaxies whose channel 0 is brighter in the centre than channel 2
    p_value : two-sided sign test of as many galaxies being red first by chance
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
    red_first = int(np.count_nonzero(above[:, 0] > above[:, 2]))
    blue_first = int(np.count_nonzero(above[:, 0] < above[:, 2]))
    decided = red_first + blue_first
    p_value = float(scipy.stats.binomtest(red_first, decided).pvalue) if decided else 1.0
    if p_value >= SIGNIFICANCE:
        names = UNKNOWN
    else:
        names = RED_FIRST if red_first > blue_first else BLUE_FIRST
    return Bands(names, red_first, p_value)
