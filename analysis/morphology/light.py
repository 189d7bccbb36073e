"""From a picture back to the light it shows."""

from math import asinh

import numpy as np

from analysis.simulation.display import BLACK, SOFTENING, WHITE

RED_FIRST_SOFTENING = SOFTENING.ravel()
"""Softening of z, r and g; nanomaggies per square arcsec."""


def linear_light(grey: np.ndarray) -> np.ndarray:
    """Undo the arcsinh stretch with which the survey's pictures are made.

    The pictures also fade where one band dominates, which brightens bright pixels a little and is
    not undone: light comes out right to 5 % where it is faint and to 20 % where it is bright.

    Parameters
    ----------
    grey : array of any shape, 0 to 255

    Returns
    -------
    float64 array of the same shape, surface brightness in units of the stretch's softening

    References
    ----------
    Lupton et al. (2004), PASP 116, 133; the settings are those of Walmsley et al. (2022), MNRAS
    509, 3966.
    """
    black, white = asinh(BLACK), asinh(WHITE)
    return np.sinh(np.asarray(grey, np.float64) * ((white - black) / 255) + black)
