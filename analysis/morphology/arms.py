"""How clearly a galaxy shows spiral arms: its power in logarithmic spirals that wind one way.

In coordinates of the logarithm of the radius and of the angle a logarithmic spiral is a straight
stripe, and a Fourier transform of both tells stripes that lean one way from those that lean the
other (Considère and Athanassoula 1988, A&AS 76, 365; Davis et al. 2012, ApJS 199, 33). A bar, a
ring or an inclined disc leans neither way, so its power is the same on both sides.
"""

import numpy as np
import scipy

from analysis.images.borders import border

RADII, ANGLES = 48, 64  # samples, evenly spaced in log radius and in angle
INNER, OUTER = 1 / 20, 1 / 3  # of the side
ARMS = (2, 3, 4)
HIGHEST = 6  # what leans no way, lopsided or clumpy, counts up to this symmetry
FAINT = 5.0  # light that contrasts are taken to at least, 0 to 255 units
WEAK = 4e-3  # power below which there is nothing to see


def spiral_power(greyscale: np.ndarray) -> float:
    """Share of the power beyond a galaxy's mean profile that is in arms which wind one way.

    Arms of pitches from 9 to 31 degrees count, two to four of them. It is about 0 for ellipses,
    bars, rings and noise, at most 1, and the same for a galaxy turned or mirrored.

    Parameters
    ----------
    greyscale : array of shape (side, side), 0 to 255, the galaxy in its middle
    """
    power = _power(_contrast(greyscale))
    wound = 0.0
    for arms in ARMS:
        waves = np.arange(arms, 4 * arms)
        wound += abs(power[waves, arms].sum() - power[-waves, arms].sum())
    return float(wound / (power[:, 1 : HIGHEST + 1].sum() + WEAK))


def _contrast(greyscale: np.ndarray) -> np.ndarray:
    """Light over its mean at the same radius, less 1; shape (RADII, ANGLES), tapered in radius."""
    side = len(greyscale)
    radii = np.geomspace(INNER * side, OUTER * side, RADII)[:, None]
    angles = np.arange(ANGLES) * (2 * np.pi / ANGLES)
    middle = (side - 1) / 2
    places = [middle - radii * np.sin(angles), middle + radii * np.cos(angles)]
    light = scipy.ndimage.map_coordinates(greyscale, places, order=1) - np.median(border(greyscale))
    mean = light.mean(axis=1, keepdims=True)
    return (light - mean) / np.maximum(mean, FAINT) * np.hanning(RADII)[:, None]


def _power(contrast: np.ndarray) -> np.ndarray:
    """Power by waves over twice the range of log radius, and by symmetry."""
    transform = np.fft.fft2(contrast, s=(2 * RADII, ANGLES))
    return np.square(np.abs(transform) / contrast.size)
