"""Noise whose correlation is known: how to make it, and how to make it white.

Resampling an image works along rows and along columns, so the noise that it leaves is taken to be
A N B with N white and A, B stationary filters: an image X then has white noise after the inverse
filters along either axis, and the same rank as before, since they are invertible matrices.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.borders import corners
from analysis.threshold.sky import autocorrelation

ORDER = 4
QUIET = 2
# Rounding to whole numbers is noise as well, so that no spectrum is exactly singular.
LOADING = 1e-3


@dataclass(frozen=True)
class NoiseModel:
    """Power spectra of stationary noise of unit variance along columns and along rows.

    Attributes
    ----------
    down, along : arrays of shape (side,), at the frequencies of a discrete Fourier transform
    """

    down: np.ndarray
    along: np.ndarray

    def whiten(self, image: np.ndarray) -> np.ndarray:
        """An image (side, side) in which this noise would be white, of the same variance."""
        return _filter(_filter(image, 1 / self.down).T, 1 / self.along).T

    def colour(self, image: np.ndarray) -> np.ndarray:
        """The inverse of `whiten`; gives white noise this correlation."""
        return self.colour_along(self.colour_down(image).T).T

    def colour_down(self, vectors: np.ndarray) -> np.ndarray:
        """The same along columns only, for vectors (side, k) that belong on the left."""
        return _filter(vectors, self.down)

    def colour_along(self, vectors: np.ndarray) -> np.ndarray:
        """The same along rows only, for vectors (side, k) that belong on the right."""
        return _filter(vectors, self.along)


def noise_model(down: np.ndarray, along: np.ndarray, side: int) -> NoiseModel:
    """The autoregressive noise that has given autocorrelations at lags 0, 1, ..., 4."""
    return NoiseModel(autoregressive_power(down, side), autoregressive_power(along, side))


def sky_model(image: np.ndarray) -> NoiseModel:
    """The noise of an image (side, side), from the two of its corners that vary least."""
    return noise_model(*quiet_autocorrelation(image, ORDER), len(image))


def quiet_autocorrelation(image: np.ndarray, lags: int) -> tuple[np.ndarray, np.ndarray]:
    """Autocorrelation at lags 0 to `lags` down and along an image's quietest corners."""
    quiet = sorted(corners(image), key=np.var)[:QUIET]
    down = np.mean([autocorrelation(corner.T, lags) for corner in quiet], axis=0)
    along = np.mean([autocorrelation(corner, lags) for corner in quiet], axis=0)
    return down, along


def autoregressive_power(correlations: np.ndarray, side: int) -> np.ndarray:
    """Power spectrum, of mean one, of the autoregressive process of an autocorrelation.

    Parameters
    ----------
    correlations : at lags 0 to p, array of shape (p + 1,)
    side : number of frequencies

    References
    ----------
    Yule (1927), Phil. Trans. R. Soc. A 226, 267; Walker (1931), Proc. R. Soc. A 131, 518.
    """
    loaded = correlations + LOADING * np.eye(1, len(correlations))[0]
    weights = scipy.linalg.solve_toeplitz(loaded[:-1], loaded[1:])
    power = 1 / np.abs(np.fft.fft(np.concatenate([[1], -weights]), side)) ** 2
    return power / power.mean()


def _filter(vectors: np.ndarray, power: np.ndarray) -> np.ndarray:
    """Give columns (side, k) of white noise a power spectrum (side,)."""
    transfer = np.sqrt(power[: len(power) // 2 + 1])[:, None]
    return np.fft.irfft(np.fft.rfft(vectors, axis=0) * transfer, len(vectors), axis=0)
