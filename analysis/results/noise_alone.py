"""What the median rule keeps of noise alone, where 0 is right, against how correlated it is."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.approximation.svd import singular_values
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.rules import threshold_unknown_noise
from analysis.threshold.sky import smoothing_for

SEED = 6
TRIALS = 8
AUTOCORRELATIONS = np.round(np.arange(0.0, 0.91, 0.05), 2)


@dataclass(frozen=True)
class NoiseAlone:
    """White noise, and the same smoothed.

    Attributes
    ----------
    autocorrelations, kept : of the noise at lag 1, from 0 on, and the median number kept,
        shape (k,)
    """

    autocorrelations: np.ndarray
    kept: np.ndarray

    def at(self, autocorrelation: np.ndarray | float) -> np.ndarray:
        """What would be kept of noise so correlated, interpolated."""
        return np.interp(autocorrelation, self.autocorrelations, self.kept)


def white_noise(side: int) -> np.ndarray:
    """The white noise of all controls, of unit variance, shape (8, side, side)."""
    return np.random.default_rng(SEED).normal(size=(TRIALS, side, side))


def smoothed(white: np.ndarray, pixels: float) -> np.ndarray:
    """Noise (n, side, side) smoothed by a Gaussian of so many pixels, again of unit variance."""
    smooth = scipy.ndimage.gaussian_filter(white, (0, pixels, pixels), mode="wrap")
    return smooth / smooth.std(axis=(1, 2), keepdims=True)


def threshold_noise_alone(side: int) -> NoiseAlone:
    """Threshold images of noise of a side with all autocorrelations."""
    white = white_noise(side)
    kept = over_galaxies(lambda value: _median_kept(white, value), AUTOCORRELATIONS)
    return NoiseAlone(AUTOCORRELATIONS, np.array(kept))


def _median_kept(white: np.ndarray, autocorrelation: float) -> float:
    noise = smoothed(white, smoothing_for(autocorrelation)) if autocorrelation else white
    kept = [threshold_unknown_noise(singular_values(image), image.shape).kept for image in noise]
    return float(np.median(kept))
