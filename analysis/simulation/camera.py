"""The camera: bands, magnitudes, and the grid of pixels on which a galaxy is observed."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, sin

import numpy as np
import scipy
from numpy.typing import ArrayLike

from analysis.images.stretch import PIXEL

FRAME = 256
"""Side of the survey file's images, in pixels."""

MARGIN = 12
"""Coadd pixels observed beyond each edge of the frame, so that no edge is felt inside."""


def flux(magnitude: ArrayLike) -> np.ndarray:
    """Flux in nanomaggies of an AB magnitude."""
    return 10 ** (0.4 * (22.5 - np.asarray(magnitude)))


def magnitude(flux: ArrayLike) -> np.ndarray:
    """AB magnitude of a flux in nanomaggies."""
    return 22.5 - 2.5 * np.log10(np.asarray(flux))


def in_bands(g_r: ArrayLike, r_z: ArrayLike) -> np.ndarray:
    """Fluxes in z, r and g in units of that in r, shape (3, ...), of colours in magnitudes."""
    g_r, r_z = np.asarray(g_r), np.asarray(r_z)
    return np.stack([10 ** (0.4 * r_z), np.ones_like(g_r), 10 ** (-0.4 * g_r)]).astype(np.float32)


@dataclass(frozen=True)
class Grid:
    """Coadd pixels around a galaxy, and the frame that is cut out of them.

    Galaxy Zoo DECaLS scales every cutout to its galaxy, so the pixels of a frame are smaller than
    those of the coadd, by a factor that differs from image to image (Walmsley et al. 2022, MNRAS
    509, 3966). A frame with fewer pixels than the survey's covers the same sky, seen by a camera
    with pixels that are larger in proportion.

    Attributes
    ----------
    field : side of the frame in arcsec
    side : number of frame pixels along each axis
    """

    field: float
    side: int

    @property
    def pixel(self) -> float:
        """Side of a coadd pixel in arcsec."""
        return PIXEL * FRAME / self.side

    @property
    def frame_pixel(self) -> float:
        """Side of a frame pixel in arcsec."""
        return self.field / self.side

    @cached_property
    def count(self) -> int:
        """Number of coadd pixels along each axis, margins included."""
        return scipy.fft.next_fast_len(
            int(np.ceil(self.field / self.pixel)) + 2 * MARGIN, real=True
        )

    @cached_property
    def axis(self) -> np.ndarray:
        """Centres of the coadd pixels along one axis in arcsec, 0 in the middle, shape (count,)."""
        return _centres(self.count, self.pixel)

    @cached_property
    def frame_axis(self) -> np.ndarray:
        """Centres of the frame pixels along one axis in arcsec, 0 in the middle, shape (side,)."""
        return _centres(self.side, self.frame_pixel)

    @cached_property
    def inside(self) -> np.ndarray:
        """Part of each coadd pixel that lies in the frame, along one axis, shape (count,)."""
        beyond = (np.abs(self.axis) + self.pixel / 2 - self.field / 2) / self.pixel
        return np.clip(1 - beyond, 0, 1)

    def frame_flux(self, light: np.ndarray) -> np.ndarray:
        """Flux in the frame, shape (3,), of surface brightness of shape (3, count, count)."""
        return self.inside @ light @ self.inside * self.pixel**2


def _centres(count: int, pixel: float) -> np.ndarray:
    return ((np.arange(count) - (count - 1) / 2) * pixel).astype(np.float32)


def turned(columns: np.ndarray, rows: np.ndarray, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates along a direction on the sky, which is in radians, and across it."""
    return columns * cos(angle) + rows * sin(angle), rows * cos(angle) - columns * sin(angle)
