"""From pixels on the sky to places in the plane of a galaxy's disc."""

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

import numpy as np

from analysis.simulation.camera import Grid
from analysis.simulation.galaxy import Galaxy

WAVES = 3
"""Plane waves that make up the irregular displacement along each axis."""


@dataclass(frozen=True)
class Plane:
    """Places of the pixels: on the sky along the disc's axes, and in the plane of the disc.

    Attributes
    ----------
    along, across : ndarray, shape (count, count)
        Arcsec on the sky from the galaxy's centre, along the disc's major and minor axis.
    radius, angle : ndarray, shape (count, count)
        Arcsec and radians in the disc's plane, the angle from its major axis.
    """

    along: np.ndarray
    across: np.ndarray
    radius: np.ndarray
    angle: np.ndarray


def deproject(galaxy: Galaxy, grid: Grid, rng: np.random.Generator) -> Plane:
    """Find the place of every pixel in the plane of the disc.

    Parameters
    ----------
    galaxy : Galaxy
        Gives centre, orientation and disturbance.
    grid : Grid
        The pixels.
    rng : numpy.random.Generator
        Draws the waves by which the places are displaced.
    """
    columns = grid.axis[None, :] - galaxy.centre[0]
    rows = grid.axis[:, None] - galaxy.centre[1]
    cosine, sine = cos(radians(galaxy.position_angle)), sin(radians(galaxy.position_angle))
    along = columns * cosine + rows * sine
    across = rows * cosine - columns * sine
    shifts = [_displacement(galaxy, along, across, rng) for _ in range(2)]
    along, across = along + shifts[0], across + shifts[1]
    upright = across / galaxy.axis_ratio
    return Plane(along, across, np.hypot(along, upright), np.arctan2(upright, along))


def _displacement(galaxy, along, across, rng):
    """Smooth random displacement in arcsec, zero for an undisturbed galaxy."""
    wavenumbers = 2 * pi / (galaxy.disc_scale_length * rng.uniform(2.5, 7, WAVES))
    headings, phases = rng.uniform(0, 2 * pi, (2, WAVES))
    total = np.zeros_like(along)
    for k_along, k_across, phase in zip(
        (wavenumbers * np.cos(headings)).tolist(),
        (wavenumbers * np.sin(headings)).tolist(),
        phases.tolist(),
        strict=True,
    ):
        total += np.sin(k_along * along + k_across * across + phase)
    return galaxy.disturbance * galaxy.disc_scale_length / sqrt(WAVES) * total
