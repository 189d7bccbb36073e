"""The conditions under which a galaxy is observed: seeing, depth, and the noise of the sky."""

from dataclasses import dataclass

import numpy as np

from analysis.images.stretch import PIXEL, SOFTENING
from analysis.simulation.camera import Grid

DEPTH = np.array([0.0105, 0.0059, 0.0036])
"""Typical noise of a coadd pixel in z, r and g, in nanomaggies."""


@dataclass(frozen=True)
class Conditions:
    """What differs from field to field.

    Attributes
    ----------
    seeing : full width at half maximum of the point spread function in r, in arcsec
    noise_sigma : array of shape (3,), standard deviation of the noise of a coadd pixel in z, r and
        g, in nanomaggies
    background : array of shape (3,), error of the sky subtraction in z, r and g, in nanomaggies per
        square arcsec
    """

    seeing: float
    noise_sigma: np.ndarray
    background: np.ndarray


def draw_conditions(rng: np.random.Generator) -> Conditions:
    """Draw the conditions of one field."""
    return Conditions(
        seeing=rng.normal(1.15, 0.10),
        noise_sigma=DEPTH * rng.lognormal(0, 0.2) * rng.lognormal(0, 0.2, 3),
        background=np.ravel(SOFTENING)
        * (rng.normal(-0.05, 0.04) + rng.normal(0, 0.015, 3)).astype(np.float32),
    )


def sky_noise(grid: Grid, sigma: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """White noise on the coadd; resampling to the frame makes it correlated.

    Parameters
    ----------
    grid : the coadd pixels
    sigma : array of shape (3,), standard deviation in nanomaggies of a pixel of the survey's coadds
    rng : draws the noise

    Returns
    -------
    array of shape (3, count, count), float32, surface brightness in nanomaggies per square arcsec
    """
    white = rng.standard_normal((3, grid.count, grid.count), dtype=np.float32)
    # A pixel that is k times as large collects k times the noise over k² times the area.
    return white * (sigma / (PIXEL * grid.pixel)).astype(np.float32)[:, None, None]
