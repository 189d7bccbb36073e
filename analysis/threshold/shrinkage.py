"""Optimal shrinkage of singular values (Gavish & Donoho 2017): kept ones are made smaller, too.

The model is that of `analysis.threshold.rules`. Noise makes a singular value larger and turns its
vectors away from the signal's; what is left of them deserves less weight. Equation numbers are
those of Gavish & Donoho (2017), IEEE Trans. Inf. Theory 63, 2137, doi:10.1109/TIT.2017.2653801.
"""

import numpy as np


def shrink(singular_values: np.ndarray, shape: tuple[int, int], sigma: float) -> np.ndarray:
    """Singular values that bring the truncation closest to the signal in the Frobenius norm.

    Equation 7: of a value y, in units of sqrt(n) sigma, sqrt((y**2 - beta - 1)**2 - 4 beta) / y
    is left, and nothing up to 1 + sqrt(beta).

    Parameters
    ----------
    singular_values : array of shape (min(m, n),)
    shape : (m, n) of the matrix they come from
    sigma : standard deviation of its white noise, more than 0

    Returns
    -------
    array of shape (min(m, n),)
    """
    beta = min(shape) / max(shape)
    unit = np.sqrt(max(shape)) * sigma
    y = np.maximum(singular_values / unit, 1 + np.sqrt(beta))
    return np.asarray(unit * np.sqrt(np.maximum((y**2 - beta - 1) ** 2 - 4 * beta, 0)) / y)
