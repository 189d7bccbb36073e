"""The stretch from nanomaggies to the 0 to 255 of a colour picture.

The arcsinh stretch of Lupton et al. (2004, PASP 116, 133) as the Legacy Survey's viewer applies
it, one band at a time, with the settings of Galaxy Zoo DECaLS (Walmsley et al. 2022, MNRAS 509,
3966), which also fades pixels that a single band dominates, lest the sky look like confetti.
"""

from math import asinh, pi

import numpy as np

BANDS = ("z", "r", "g")
"""What the survey's pictures show as red, green and blue."""

PIXEL = 0.262
"""Side of a pixel of the survey's coadds, in arcsec (Dey et al. 2019, AJ 157, 168)."""

SOFTENING = np.array([0.019, 0.014, 0.008], dtype=np.float32)[:, None, None] / PIXEL**2
"""Where the stretch turns from linear to logarithmic; z, r, g; nanomaggies per square arcsec."""

BLACK, WHITE = -0.5, 300.0
"""Surface brightness shown as 0 and as 255, in units of the softening."""


def stretch(light: np.ndarray) -> np.ndarray:
    """Colour picture of a linear image.

    Parameters
    ----------
    light : array of shape (3, side, side), surface brightness in nanomaggies per square arcsec;
        bands z, r, g

    Returns
    -------
    array of shape (side, side, 3), uint8, red, green and blue
    """
    black, white = asinh(BLACK), asinh(WHITE)
    colour = _arcsinh(light / SOFTENING)
    colour -= black
    colour *= 255 / (white - black)
    _fade(colour)
    np.rint(np.clip(colour, 0, 255, out=colour), out=colour)
    return np.moveaxis(colour.astype(np.uint8), 0, -1)


def _arcsinh(values: np.ndarray) -> np.ndarray:
    """Inverse hyperbolic sine, several times as fast as NumPy's in single precision."""
    root = np.square(values)
    root += 1
    np.sqrt(root, out=root)
    root += values
    return np.log(root, out=root)


def _fade(colour: np.ndarray) -> None:
    """Move pixels towards grey in place, the more so the more one band stands out of the mean."""
    grey = colour.mean(axis=0)
    excess = colour.max(axis=0) / np.where(grey == 0, 1, grey)
    kept = np.sin(pi / 2 * (1 - np.minimum(excess / 2.5, 1)))
    colour *= kept + grey / 255 * (1 - kept) ** 2
    colour += grey * (1 - kept)


def linear_light(grey: np.ndarray) -> np.ndarray:
    """Undo the arcsinh stretch with which the survey's pictures are made.

    The pictures also fade where one band dominates, which brightens bright pixels a little and is
    not undone: light comes out right to 5 % where it is faint and to 20 % where it is bright.

    Parameters
    ----------
    grey : array of any shape, 0 to 255

    Returns
    -------
    float64 array of the same shape, surface brightness in units of the stretch's softening

    References
    ----------
    Lupton et al. (2004), PASP 116, 133; the settings are those of Walmsley et al. (2022), MNRAS
    509, 3966.
    """
    black, white = asinh(BLACK), asinh(WHITE)
    return np.sinh(np.asarray(grey, np.float64) * ((white - black) / 255) + black)
