"""What an encounter leaves of a galaxy outside it: tidal tails and shells."""

import numpy as np
import scipy

from analysis.simulation.disc import unit
from analysis.simulation.galaxy import Galaxy
from analysis.simulation.plane import Plane, winding_phase

SHELLS = 4


def debris(galaxy: Galaxy, plane: Plane, rng: np.random.Generator) -> np.ndarray:
    """Light of tails and shells, in units of the galaxy's.

    Parameters
    ----------
    galaxy : its `tail_fraction` and `shell_fraction` are the light of each
    plane : the pixels in its plane
    rng : draws where they are

    Returns
    -------
    array of shape (count, count)
    """
    light = np.zeros_like(plane.radius)
    if galaxy.tail_fraction > 0:
        light += galaxy.tail_fraction * unit(_tails(galaxy, plane, rng))
    if galaxy.shell_fraction > 0:
        light += galaxy.shell_fraction * unit(_shells(galaxy, plane, rng))
    return light


def _tails(galaxy: Galaxy, plane: Plane, rng: np.random.Generator) -> np.ndarray:
    """Two tails on opposite sides, open spirals that widen outwards (Toomre & Toomre 1972)."""
    scale = galaxy.disc_scale_length
    start, length = scale * rng.uniform(1, 1.6), scale * rng.uniform(0.8, 2.0)
    along = np.exp(-plane.radius / length) * scipy.special.expit(
        (plane.radius - start) / (0.2 * start)
    )
    log_radius = np.log(np.maximum(plane.radius, 0.1 * start) / start)
    direction, light = rng.uniform(0, 2 * np.pi), np.zeros_like(plane.radius)
    for side, strength in enumerate((1.0, rng.uniform(0, 0.7))):
        pitch = rng.uniform(25, 65)
        phase = winding_phase(log_radius, plane.angle, galaxy.winding * pitch)
        offset = np.angle(np.exp(1j * (phase - direction - np.pi * side)))
        across = offset * plane.radius * np.sin(np.radians(pitch))
        width = rng.uniform(0.15, 0.4) * plane.radius + 0.1 * scale
        light += strength * along * np.exp(-0.5 * (across / width) ** 2)
    return light


def _shells(galaxy: Galaxy, plane: Plane, rng: np.random.Generator) -> np.ndarray:
    """Arcs with a sharp outer edge, on alternate sides (Malin & Carter 1983, ApJ 274, 534)."""
    axis, light = rng.uniform(0, 2 * np.pi), np.zeros_like(plane.radius)
    for shell in range(SHELLS):
        edge = galaxy.disc_scale_length * (1.6 + 0.8 * shell) * rng.uniform(0.9, 1.1)
        inwards = np.exp(np.minimum(plane.radius / edge - 1, 0) / 0.3)
        cut = scipy.special.expit((edge - plane.radius) / (0.02 * edge))
        sector = np.exp(3 * (np.cos(plane.angle - axis - np.pi * shell) - 1))
        light += np.exp(-0.5 * shell) * inwards * cut * sector
    return light
