"""Lanczos resampling from the coadd's pixels to those of the frame.

The survey's cutout server interpolates the coadd with a Lanczos kernel (Duchon 1979, J. Appl.
Meteorol. 18, 1016). This is what makes the sky noise of the cutouts correlated: white noise in the
coadd becomes noise with covariance R Rᵀ along each axis, R being the matrix below. The survey's
file shows no trace of JPEG's blocks or of its coarser colours, so none is imitated.
"""

import numpy as np
import scipy

from analysis.simulation.camera import Grid

ORDER = 3


def lanczos_matrix(grid: Grid) -> "scipy.sparse.csr_array":
    """Matrix that interpolates along one axis, from coadd pixels to frame pixels.

    Parameters
    ----------
    grid : the coadd pixels and the frame

    Returns
    -------
    sparse matrix of shape (side, count); every row sums to 1, so a constant stays what it is
    """
    distance = (grid.frame_axis[:, None] - grid.axis) / grid.pixel
    weights = np.sinc(distance) * np.sinc(distance / ORDER) * (np.abs(distance) < ORDER)
    return scipy.sparse.csr_array((weights / weights.sum(axis=1, keepdims=True)).astype(np.float32))


def to_frame(coadd: np.ndarray, matrix: "scipy.sparse.csr_array") -> np.ndarray:
    """Interpolate a coadd to the frame.

    Parameters
    ----------
    coadd : array of shape (3, count, count), surface brightness, in any unit
    matrix : sparse matrix of shape (side, count), from `lanczos_matrix`

    Returns
    -------
    array of shape (3, side, side), in the same unit: brightness is interpolated, not shared out
    """
    return np.stack([(matrix @ (matrix @ band).T).T for band in coadd])


def noise_correlation(matrix: "scipy.sparse.csr_array", lag: int) -> float:
    """Autocorrelation, at a lag along one axis, of white coadd noise after `to_frame`."""
    covariance = (matrix @ matrix.T).toarray()
    return float(np.diagonal(covariance, lag).mean() / np.diagonal(covariance).mean())
