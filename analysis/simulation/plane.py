"""The plane of a galaxy's disc, and the logarithmic spiral arms and the texture in it.

An arm of pitch angle p follows R = R0 exp(θ tan p) (Binney & Tremaine 2008, Galactic Dynamics,
section 6.1.3), so a pattern is a function of the winding phase θ - ln(R) / tan p.
"""

from dataclasses import dataclass
from math import pi, radians, sqrt, tan

import numpy as np
import scipy

from analysis.simulation.camera import Grid, turned
from analysis.simulation.galaxy import Galaxy

WAVES = 3
"""Plane waves that make up the irregular displacement along each axis."""

SHARPNESS = 1.2
"""Concentration of the von Mises profile across an arm."""

SHORT_ARMS, LONG_WAVES = range(3, 14), range(1, 4)
"""Symmetries of the waves of a texture: of short arms, and of what bends and breaks long ones."""


@dataclass(frozen=True)
class Plane:
    """Places of the pixels: on the sky along the disc's axes, and in the plane of the disc.

    Attributes
    ----------
    along, across : arrays of shape (count, count), arcsec on the sky from the galaxy's centre,
        along the disc's major and minor axis
    radius, angle : arrays of shape (count, count), arcsec and radians in the disc's plane, the
        angle from its major axis
    """

    along: np.ndarray
    across: np.ndarray
    radius: np.ndarray
    angle: np.ndarray


def deproject(galaxy: Galaxy, grid: Grid, rng: np.random.Generator) -> Plane:
    """Find the place of every pixel in the plane of the disc.

    Parameters
    ----------
    galaxy : gives centre, orientation and disturbance
    grid : the pixels
    rng : draws the waves by which the places are displaced
    """
    columns = grid.axis[None, :] - galaxy.centre[0]
    rows = grid.axis[:, None] - galaxy.centre[1]
    along, across = turned(columns, rows, radians(galaxy.position_angle))
    shifts = [_displacement(galaxy, along, across, rng) for _ in range(2)]
    along, across = along + shifts[0], across + shifts[1]
    upright = across / galaxy.axis_ratio
    return Plane(along, across, np.hypot(along, upright), np.arctan2(upright, along))


def _displacement(
    galaxy: Galaxy, along: np.ndarray, across: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
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


def winding_phase(log_radius: np.ndarray, angle: np.ndarray, pitch: float) -> np.ndarray:
    """Phase that is constant along a logarithmic spiral.

    Parameters
    ----------
    log_radius, angle : natural logarithm of the radius, and azimuth in radians, both in the plane
        of the disc, arrays of any one shape
    pitch : pitch angle in degrees; negative winds the other way
    """
    return angle - log_radius / tan(radians(pitch))


def arms(phase: np.ndarray, number: int) -> np.ndarray:
    """Arm pattern: 1 on the ridges of the arms, mean 0 over all phases."""
    mean = float(scipy.special.i0e(SHARPNESS))
    return (np.exp(SHARPNESS * (np.cos(number * phase) - 1)) - mean) / (1 - mean)


def texture(
    log_radius: np.ndarray,
    angle: np.ndarray,
    pitch: float,
    rng: np.random.Generator,
    symmetries: range = SHORT_ARMS,
) -> np.ndarray:
    """Short, sheared arms at random, of unit variance: the sum of many-armed spiral waves."""
    waves = 8
    numbers = rng.choice(symmetries, waves).tolist()
    pitches = (pitch * rng.uniform(0.7, 2.0, waves)).tolist()
    phases = rng.uniform(0, 2 * np.pi, waves).tolist()
    total = np.zeros_like(angle)
    for number, wave_pitch, phase in zip(numbers, pitches, phases, strict=True):
        total += np.cos(number * winding_phase(log_radius, angle, wave_pitch) + phase)
    return total * (2 / waves) ** 0.5
