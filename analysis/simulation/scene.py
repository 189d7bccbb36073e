"""The light of a galaxy above the atmosphere, on the coadd's pixels."""

from functools import reduce

import numpy as np

from analysis.simulation.camera import Grid, in_bands
from analysis.simulation.disc import disc, knots, unit
from analysis.simulation.galaxy import Galaxy
from analysis.simulation.plane import deproject
from analysis.simulation.profiles import sersic
from analysis.simulation.tides import debris

EXTINCTION = np.array([0.42, 0.72, 1.0], dtype=np.float32)
"""Optical depth in z, r and g in units of that in g (Cardelli et al. 1989, ApJ 345, 245)."""


def scene(galaxy: Galaxy, grid: Grid, rng: np.random.Generator) -> np.ndarray:
    """Render a galaxy.

    Parameters
    ----------
    galaxy : its properties
    grid : the coadd's pixels
    rng : draws what the properties leave open: irregularities, texture and knots

    Returns
    -------
    array of shape (3, count, count), float32, surface brightness in nanomaggies per square arcsec;
        bands z, r, g
    """
    plane = deproject(galaxy, grid, rng)
    stars = disc(galaxy, plane, rng)
    clumps = knots(galaxy, stars.young, grid.pixel, rng)
    # A quarter of a pixel keeps the cusp of a de Vaucouleurs profile off the pixel's centre.
    distance = np.sqrt(
        plane.along**2 + (plane.across / galaxy.bulge_axis_ratio) ** 2 + (grid.pixel / 4) ** 2
    )
    bulge = unit(sersic(distance, galaxy.bulge_radius, galaxy.bulge_index))
    old = (1 - galaxy.bulge_fraction) * stars.old + debris(galaxy, plane, rng)
    populations = (
        (galaxy.bulge_fraction * bulge, galaxy.bulge_g_r, galaxy.bulge_r_z),
        (old, galaxy.disc_g_r, galaxy.disc_r_z),
        ((1 - galaxy.bulge_fraction) * stars.young, galaxy.arm_g_r, galaxy.arm_r_z),
        (galaxy.knot_fraction * clumps, galaxy.arm_g_r - 0.3, galaxy.arm_r_z - 0.3),
    )
    light = reduce(
        np.add,
        (in_bands(g_r, r_z)[:, None, None] * share for share, g_r, r_z in populations),
    )
    if galaxy.dust > 0:
        light *= np.exp(-galaxy.dust * EXTINCTION[:, None, None] * stars.dust)
    return (galaxy.flux / grid.pixel**2 * light).astype(np.float32)
