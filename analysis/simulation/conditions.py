"""The conditions under which a galaxy is observed: seeing, depth, and what the sky left."""

from dataclasses import dataclass

import numpy as np

from analysis.images.stretch import SOFTENING

DEPTH = np.array([0.0105, 0.0059, 0.0036])
"""Typical noise of a coadd pixel in z, r and g, in nanomaggies."""


@dataclass(frozen=True)
class Conditions:
    """What differs from field to field.

    Attributes
    ----------
    seeing : float
        Full width at half maximum of the point spread function in r, in arcsec.
    noise_sigma : ndarray, shape (3,)
        Standard deviation of the noise of a coadd pixel in z, r and g, in nanomaggies.
    background : ndarray, shape (3,)
        Error of the sky subtraction in z, r and g, in nanomaggies per square arcsec.
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
