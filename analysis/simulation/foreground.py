"""What else is in the frame: stars of the Milky Way, distant galaxies, a companion.

All are so small that after the seeing Moffat profiles describe them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from analysis.simulation.camera import Grid, flux, in_bands, turned
from analysis.simulation.galaxy import Galaxy
from analysis.simulation.profiles import BETA, BROADENING, moffat

STARS, GALAXIES = 3.0, 29.0
"""Mean numbers per square arcmin, down to the faintest drawn (22 and 23.5 magnitudes in r)."""

BRIGHT = 0.025
"""Part of the stars that are so bright that their cores saturate, or nearly."""

COMPANIONS, PARTNERS = 0.06, 0.7
"""Parts of all galaxies, and of those with tidal tails, that have a large galaxy beside them."""

EXPONENT = 2.0
"""Moffat's exponent for galaxies: more in the wings than a star has."""

FAINTEST = 0.004
"""Surface brightness at which wings are cut off, far below the noise; nanomaggies per arcsec²."""


@dataclass(frozen=True)
class SmallSource:
    """A star, or a galaxy so small that after the seeing a Moffat profile describes it.

    Attributes
    ----------
    column, row : place in arcsec from the middle of the frame
    flux : nanomaggies in z, r and g
    fwhm : full width at half maximum in r along the major axis, in arcsec
    axis_ratio, position_angle : shape on the sky; the angle in radians
    beta : Moffat's exponent
    """

    column: float
    row: float
    flux: Sequence[float] | np.ndarray
    fwhm: float
    axis_ratio: float = 1.0
    position_angle: float = 0.0
    beta: float = BETA

    @property
    def reach(self) -> float:
        """Radius in arcsec at which the wings fall below `FAINTEST`."""
        far = 100 * self.fwhm
        ratio = max(self.flux) / self.axis_ratio * moffat(far**2, self.fwhm, self.beta) / FAINTEST
        return max(far * ratio ** (1 / (2 * self.beta)), 2 * self.fwhm)


def draw_stars(grid: Grid, seeing: float, rng: np.random.Generator) -> list[SmallSource]:
    """Draw the stars of a field: the blue turn-off and the red dwarfs.

    The colours are the two humps of stars away from the Galactic plane (Ivezic et al. 2008, ApJ
    684, 287).
    """
    number = rng.poisson(STARS * (grid.field / 60) ** 2)
    magnitude = 22.5 - 7.5 * (1 - rng.uniform(size=number) ** 0.28)
    bright = rng.uniform(size=number) < BRIGHT
    magnitude = np.where(bright, rng.uniform(13.5, 17, number), magnitude)
    dwarf = rng.uniform(size=number) < 0.5
    g_r = np.where(dwarf, rng.normal(1.4, 0.08, number), rng.normal(0.5, 0.15, number))
    r_z = np.where(dwarf, rng.uniform(0.7, 1.6, number), 0.45 * g_r)
    fluxes = flux(magnitude) * in_bands(g_r, r_z)
    places = _places(number, grid, rng)
    return [
        SmallSource(column, row, light, seeing)
        for (column, row), light in zip(places, fluxes.T, strict=True)
    ]


def draw_galaxies(grid: Grid, seeing: float, rng: np.random.Generator) -> list[SmallSource]:
    """Draw the distant galaxies of a field; their number grows by 0.4 dex a magnitude."""
    number = rng.poisson(GALAXIES * (grid.field / 60) ** 2)
    magnitude = 18.5 + np.log10(1 + rng.uniform(size=number) * (10 ** (0.4 * 5) - 1)) / 0.4
    g_r = rng.uniform(0.4, 1.8, number)
    fluxes = flux(magnitude) * in_bands(g_r, 0.2 + 0.5 * g_r + rng.normal(0, 0.12, number))
    sizes = np.exp(rng.normal(-0.25 - 0.17 * (magnitude - 20), 0.35, number))
    major, minor = np.hypot(seeing, sizes), np.hypot(seeing, rng.uniform(0.3, 1, number) * sizes)
    angles = rng.uniform(0, np.pi, number)
    return [
        SmallSource(column, row, light, fwhm, axis_ratio, angle, EXPONENT)
        for (column, row), light, fwhm, axis_ratio, angle in zip(
            _places(number, grid, rng),
            fluxes.T,
            major.tolist(),
            (minor / major).tolist(),
            angles.tolist(),
            strict=True,
        )
    ]


def draw_companions(
    galaxy: Galaxy, grid: Grid, seeing: float, rng: np.random.Generator
) -> list[SmallSource]:
    """Draw, beside few galaxies, a companion: its bulge and its disc, red as a lens galaxy is."""
    merging = galaxy.tail_fraction > 0
    if rng.uniform() > (PARTNERS if merging else COMPANIONS):
        return []
    nearest, farthest = (0.06, 0.2) if merging else (0.18, 0.6)
    distance, direction = rng.uniform(nearest, farthest) * grid.field, rng.uniform(0, 2 * np.pi)
    column, row = distance * np.cos(direction), distance * np.sin(direction)
    light = galaxy.flux * rng.lognormal(-1.4, 0.6) * in_bands(0.9, 0.7)
    size = galaxy.disc_scale_length * rng.uniform(0.6, 1.2)
    shape, angle = rng.uniform(0.35, 1), rng.uniform(0, np.pi)
    return [
        SmallSource(column, row, 0.35 * light, np.hypot(seeing, 0.3 * size), 0.8, angle, EXPONENT),
        SmallSource(
            column, row, 0.65 * light, np.hypot(seeing, 1.6 * size), shape, angle, EXPONENT
        ),
    ]


def _places(number: int, grid: Grid, rng: np.random.Generator) -> list[list[float]]:
    """Columns and rows in arcsec, uniform over the frame and a little beyond."""
    return (rng.uniform(-0.53, 0.53, (number, 2)) * grid.field).tolist()


def light_of(sources: list[SmallSource], grid: Grid) -> np.ndarray:
    """Surface brightness of sources.

    Parameters
    ----------
    sources : they overlap freely and may lie outside the frame
    grid : the coadd pixels

    Returns
    -------
    array of shape (3, count, count), float32, nanomaggies per square arcsec; bands z, r, g
    """
    light = np.zeros((3, grid.count, grid.count), dtype=np.float32)
    for source in sources:
        columns = _within(grid.axis, source.column, source.reach)
        rows = _within(grid.axis, source.row, source.reach)
        along, across = turned(
            grid.axis[None, columns] - source.column,
            grid.axis[rows, None] - source.row,
            source.position_angle,
        )
        squared = along**2 + (across / source.axis_ratio) ** 2
        for band, power, wider in zip(light, source.flux, BROADENING, strict=True):
            profile = moffat(squared, source.fwhm * wider, source.beta)
            band[rows, columns] += power / source.axis_ratio * profile
    return light


def spikes_of(star: SmallSource, grid: Grid) -> np.ndarray:
    """Diffraction spikes, from the vanes that hold the camera, along both diagonals.

    They carry 1 % of the star's light and fade exponentially.

    Returns
    -------
    array of shape (3, count, count), float32, nanomaggies per square arcsec; bands z, r, g
    """
    width, length = 0.4, 5.0  # arcsec
    arms = turned(grid.axis[None, :] - star.column, grid.axis[:, None] - star.row, pi / 4)
    spikes = sum(
        np.exp(-0.5 * (across / width) ** 2 - np.abs(along) / length)
        for along, across in (arms, arms[::-1])
    )
    flux = 0.01 * np.asarray(star.flux, dtype=np.float32)
    return flux[:, None, None] * (spikes / (4 * length * width * sqrt(2 * pi)))


def _within(axis: np.ndarray, centre: float, reach: float) -> slice:
    return slice(*np.searchsorted(axis, (centre - reach, centre + reach)))
