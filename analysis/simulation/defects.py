"""Defects of the survey: cosmic rays and satellites in one band, saturated cores of stars."""

import numpy as np
import scipy

from analysis.images.stretch import SOFTENING
from analysis.simulation.camera import Grid, flux
from analysis.simulation.foreground import SmallSource

TRAILS = 0.08
"""Mean number of trails a frame."""

SATURATED = float(flux(16.0))
"""Flux in r of the faintest star whose core lacks a band."""


LOST = (0.35, 0.45, 0.2)
"""How often z, r and g are lost."""


def trails(grid: Grid, rng: np.random.Generator) -> np.ndarray:
    """Straight trails, each in one band: it was not rejected where few exposures overlap.

    Returns
    -------
    array of shape (3, count, count), float32, nanomaggies per square arcsec
    """
    light = np.zeros((3, grid.count, grid.count), dtype=np.float32)
    for _ in range(rng.poisson(TRAILS)):
        band, heading = rng.integers(3), rng.uniform(0, np.pi)
        column, row = rng.uniform(-0.5, 0.5, 2) * grid.field
        length, brightness = rng.uniform(0.02, 0.15) * grid.field, rng.uniform(2, 8)
        columns, rows = grid.axis[None, :] - column, grid.axis[:, None] - row
        along = columns * np.cos(heading) + rows * np.sin(heading)
        across = rows * np.cos(heading) - columns * np.sin(heading)
        trail = np.exp(-((across / (0.7 * grid.pixel)) ** 2)) * (np.abs(along) < length)
        light[band] += brightness * SOFTENING[band] * trail
    return light


def lost_cores(
    light: np.ndarray, stars: list[SmallSource], grid: Grid, rng: np.random.Generator
) -> np.ndarray:
    """What to add to the light so that the saturated cores of bright stars lack some bands.

    Pixels in which every exposure is saturated are left out of the coadd. The core is as wide as
    the star's profile is above what saturates, and its colour depends on the exposures in a band.

    Parameters
    ----------
    light : array of shape (3, count, count), all the light in the field
    stars : the stars in it
    grid : the coadd pixels
    rng : draws which bands are lost: one, or two

    Returns
    -------
    array of shape (3, count, count), float32: negative in the cores, zero elsewhere
    """
    loss = np.zeros_like(light)
    for star in stars:
        if star.flux[1] > SATURATED:
            radius = 0.5 * star.fwhm * (star.flux[1] / SATURATED) ** 0.25
            distance = np.hypot(grid.axis[None, :] - star.column, grid.axis[:, None] - star.row)
            core = 0.9 * scipy.special.expit((radius - distance) / (0.3 * grid.pixel))
            for band in rng.choice(3, size=rng.integers(1, 3), replace=False, p=LOST):
                loss[band] = np.minimum(loss[band], -core * light[band])
    return loss
