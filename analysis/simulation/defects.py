"""Defects of the survey: cosmic rays and satellites in one band, saturated cores of stars."""

import numpy as np

from analysis.images.stretch import SOFTENING
from analysis.simulation.camera import Grid, flux
from analysis.simulation.foreground import SmallSource

TRAILS = 0.08
"""Mean number of trails a frame."""

SATURATED = float(flux(15.3))
"""Flux in r of the faintest star whose core lacks a band."""


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


def lost_cores(light: np.ndarray, stars: list[SmallSource], grid: Grid) -> np.ndarray:
    """What to add to the light so that the saturated cores of bright stars lack the r band.

    Parameters
    ----------
    light : array of shape (3, count, count), all the light in the field
    stars : the stars in it
    grid : the coadd pixels

    Returns
    -------
    array of shape (3, count, count), float32: negative in the cores, zero elsewhere
    """
    loss = np.zeros_like(light)
    for star in stars:
        if star.flux[1] > SATURATED:
            column, row = np.searchsorted(grid.axis, (star.column, star.row))
            core = np.s_[1, max(row - 1, 0) : row + 1, max(column - 2, 0) : column + 1]
            loss[core] = -0.9 * light[core]
    return loss
