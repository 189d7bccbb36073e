"""Small sources as they are observed: Moffat profiles, and the spikes of bright stars."""

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np

from analysis.simulation.camera import Grid
from analysis.simulation.psf import BETA, BROADENING, moffat

FAINTEST = 0.004
"""Surface brightness at which wings are cut off, far below the noise; nanomaggies per arcsec²."""


@dataclass(frozen=True)
class SmallSource:
    """A star, or a galaxy so small that after the seeing a Moffat profile describes it.

    Attributes
    ----------
    column, row : float
        Place in arcsec from the middle of the frame.
    flux : sequence of 3 floats
        Nanomaggies in z, r and g.
    fwhm : float
        Full width at half maximum in r along the major axis, in arcsec.
    axis_ratio, position_angle : float
        Shape on the sky; the angle in radians.
    beta : float
        Moffat's exponent.
    """

    column: float
    row: float
    flux: tuple[float, float, float]
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


def light_of(sources: list[SmallSource], grid: Grid) -> np.ndarray:
    """Surface brightness of sources.

    Parameters
    ----------
    sources : list of SmallSource
        They overlap freely and may lie outside the frame.
    grid : Grid
        The coadd pixels.

    Returns
    -------
    ndarray of float32, shape (3, count, count)
        Nanomaggies per square arcsec; bands z, r, g.
    """
    light = np.zeros((3, grid.count, grid.count), dtype=np.float32)
    for source in sources:
        columns = _within(grid.axis, source.column, source.reach)
        rows = _within(grid.axis, source.row, source.reach)
        along, across = _turned(
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
    ndarray of float32, shape (3, count, count)
        Nanomaggies per square arcsec; bands z, r, g.
    """
    width, length = 0.4, 5.0  # arcsec
    arms = _turned(grid.axis[None, :] - star.column, grid.axis[:, None] - star.row, pi / 4)
    spikes = sum(
        np.exp(-0.5 * (across / width) ** 2 - np.abs(along) / length)
        for along, across in (arms, arms[::-1])
    )
    flux = 0.01 * np.asarray(star.flux, dtype=np.float32)
    return flux[:, None, None] * (spikes / (4 * length * width * sqrt(2 * pi)))


def _within(axis: np.ndarray, centre: float, reach: float) -> slice:
    return slice(*np.searchsorted(axis, (centre - reach, centre + reach)))


def _turned(columns: np.ndarray, rows: np.ndarray, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates along a direction on the sky and across it."""
    return columns * cos(angle) + rows * sin(angle), rows * cos(angle) - columns * sin(angle)
