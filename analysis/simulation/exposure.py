"""One simulated galaxy as it is observed, in its layers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy

from analysis.images.names import draw_name
from analysis.images.stretch import stretch
from analysis.simulation.camera import FRAME, Grid, flux
from analysis.simulation.defects import lost_cores, trails
from analysis.simulation.foreground import (
    draw_companions,
    draw_galaxies,
    draw_stars,
    light_of,
    spikes_of,
)
from analysis.simulation.galaxy import Galaxy
from analysis.simulation.population import draw_field, draw_galaxy
from analysis.simulation.profiles import blur
from analysis.simulation.resample import lanczos_matrix, to_frame
from analysis.simulation.scene import scene
from analysis.simulation.sky import Conditions, draw_conditions, sky_noise

SPIKED = float(flux(16.5))
"""Flux in r of the faintest star with diffraction spikes that can be seen."""


@dataclass(frozen=True)
class Exposure:
    """The layers of light whose sum is observed, each on its own.

    Layers are surface brightness in nanomaggies per square arcsec on the coadd's pixels, bands z,
    r, g, shape (3, count, count), float32. `frame` cuts any sum of layers out as an image, and
    `stretch` makes that the picture, so that the picture without the stars, say, is
    ``stretch(exposure.frame(exposure.galaxy_light + exposure.neighbours + exposure.sky))``.

    Attributes
    ----------
    name : IAU designation of its place in the sky
    galaxy : its properties
    grid : the coadd pixels, and the frame that is cut out of them
    conditions : seeing, noise and sky subtraction
    galaxy_light, stars, neighbours : the galaxy, and what is before, behind and beside it, all
        after the seeing
    sky : noise, and what the subtraction of the sky left
    defects : what trails add and saturation takes
    """

    name: str
    galaxy: Galaxy
    grid: Grid
    conditions: Conditions
    galaxy_light: np.ndarray
    stars: np.ndarray
    neighbours: np.ndarray
    sky: np.ndarray
    defects: np.ndarray

    @cached_property
    def resampling(self) -> "scipy.sparse.csr_array":
        """Matrix from coadd pixels to frame pixels along one axis, shape (side, count)."""
        return lanczos_matrix(self.grid)

    def frame(self, light: np.ndarray) -> np.ndarray:
        """Light in the pixels of the frame, shape (3, side, side), in the unit of the layers."""
        return to_frame(light, self.resampling)

    @property
    def picture(self) -> np.ndarray:
        """The image as it is stored: uint8, shape (side, side, 3), red, green, blue."""
        light = self.galaxy_light + self.stars + self.neighbours + self.sky + self.defects
        return stretch(self.frame(light))


def expose(index: int, seed: int, side: int = FRAME) -> Exposure:
    """Simulate one galaxy of a set.

    Parameters
    ----------
    index : which galaxy: it is the same however many the set has
    seed : of the set
    side : pixels along each axis of the frame; its field on the sky does not depend on them
    """
    properties, structure, surroundings, noise, faults, place = (
        np.random.default_rng(child)
        for child in np.random.SeedSequence(seed, spawn_key=(index,)).spawn(6)
    )
    field = draw_field(properties)
    galaxy, conditions = draw_galaxy(field, properties), draw_conditions(properties)
    grid, seeing = Grid(field, side), conditions.seeing
    galaxy_light = blur(scene(galaxy, grid, structure), grid, seeing)
    star_list = draw_stars(grid, seeing, surroundings)
    stars = light_of(star_list, grid) + sum(
        spikes_of(star, grid) for star in star_list if star.flux[1] > SPIKED
    )
    neighbours = light_of(
        draw_galaxies(grid, seeing, surroundings)
        + draw_companions(galaxy, grid, seeing, surroundings),
        grid,
    )
    return Exposure(
        name=draw_name(place),
        galaxy=galaxy,
        grid=grid,
        conditions=conditions,
        galaxy_light=galaxy_light,
        stars=stars,
        neighbours=neighbours,
        sky=sky_noise(grid, conditions.noise_sigma, noise) + conditions.background[:, None, None],
        defects=trails(grid, faults)
        + lost_cores(galaxy_light + stars + neighbours, star_list, grid, faults),
    )
