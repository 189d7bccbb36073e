"""How large a galaxy appears in its frame.

Galaxy Zoo scales every cutout to its galaxy (Walmsley et al. 2022, MNRAS 509, 3966), so galaxies of
all sizes fill alike parts of their frames. Whoever draws a galaxy for a frame has to know how large
it would be before it is rendered.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from analysis.simulation.disc import rings, smooth
from analysis.simulation.galaxy import LENGTHS, Galaxy
from analysis.simulation.profiles import bar, sersic

RADII = np.geomspace(0.01, 12, 160)
"""Radii in scale lengths at which profiles are sampled."""

ANGLES = (np.arange(16) + 0.5) * np.pi / 32
"""Angles in a quadrant of the disc, from its major axis."""

HELD = 0.59
"""Part of the light whose radius is a galaxy's size: a bright bulge hardly changes it."""


def sized(galaxy: Galaxy, radius: float) -> Galaxy:
    """The same galaxy with all lengths so changed that it is as large as asked for.

    Arms and what encounters leave are not counted, nor is the seeing.

    Parameters
    ----------
    galaxy : all of it
    radius : arcsec, of the circle on the sky that holds the part `HELD` of its light
    """
    distance, growth = _growth(galaxy)
    factor = radius / float(np.interp(HELD * growth[-1], growth, distance))
    return replace(galaxy, **{name: factor * getattr(galaxy, name) for name in LENGTHS})


def _growth(galaxy: Galaxy) -> tuple[np.ndarray, np.ndarray]:
    """Distances on the sky from the centre, in order, and the light within each."""
    radius = galaxy.disc_scale_length * RADII
    bulge = _shared(sersic(radius, galaxy.bulge_radius, galaxy.bulge_index), radius)
    components = (
        ((1 - galaxy.bulge_fraction) * _disc(galaxy, radius), galaxy.axis_ratio),
        (galaxy.bulge_fraction * bulge, galaxy.bulge_axis_ratio),
    )
    light = [np.repeat(part[:, None], len(ANGLES), axis=1) for part, _ in components]
    distance = np.concatenate(
        [
            np.outer(radius, np.hypot(np.cos(ANGLES), ratio * np.sin(ANGLES)))
            for _, ratio in components
        ]
    )
    order = np.argsort(distance, axis=None)
    return distance.ravel()[order], np.cumsum(np.concatenate(light).ravel()[order])


def _disc(galaxy: Galaxy, radius: np.ndarray) -> np.ndarray:
    """Light of the disc in annuli, of sum 1."""
    share = partial(_shared, radius=radius)
    disc = rings(galaxy, radius, share) + smooth(galaxy, radius, share)
    along, across = np.outer(radius, np.cos(ANGLES)), np.outer(radius, np.sin(ANGLES))
    barred = bar(along, across, galaxy.bar_length, galaxy.bar_axis_ratio).mean(axis=1)
    return (1 - galaxy.bar_fraction) * disc + galaxy.bar_fraction * _shared(barred, radius)


def _shared(profile: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Light in annuli evenly spaced in the logarithm of the radius, of sum 1."""
    light = profile * radius**2
    return light / light.sum()
