"""The largest coefficients of an orthonormal transform, wherever they are."""

from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np
import pywt
import scipy

from analysis.approximation.codecs.codec import TRANSFORMED, budgets
from analysis.approximation.wavelets import MODE, deepest_level
from analysis.runtime.parallel import over_galaxies


class Largest(ABC):
    """The K coefficients of largest modulus, each with its position.

    Which coefficients are kept differs from image to image, so each needs its index beside its
    value. The index, a whole number below n**2, counts as one number.

    References
    ----------
    Mallat (2009), A Wavelet Tour of Signal Processing, ch. 9 (non-linear approximation).
    """

    name: str

    def __init__(self, images: np.ndarray) -> None:
        self.images = images
        self.settings = budgets(images[0].size)
        self.values = self.settings
        self.overhead = self.settings

    @abstractmethod
    def transform(self, image: np.ndarray) -> np.ndarray:
        """Coefficients of an image (n, n) in an orthonormal basis, shape (n, n)."""

    @abstractmethod
    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """The image (n, n) that has these coefficients (n, n)."""

    def squared_errors(self) -> np.ndarray:
        """The power of the coefficients left out, by Parseval's theorem."""
        return np.array(over_galaxies(self._squared_errors, self.images))

    def _squared_errors(self, image: np.ndarray) -> np.ndarray:
        power = np.sort(np.square(self.transform(image.astype(np.float64))), axis=None)
        return np.cumsum(power)[power.size - self.settings - 1]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform with all but the largest coefficients at zero."""
        return self.inverse(keep_largest(self._coefficients(galaxy), self.settings[index]))

    @lru_cache(maxsize=TRANSFORMED)  # noqa: B019 - a codec lives as long as one comparison
    def _coefficients(self, galaxy: int) -> np.ndarray:
        return self.transform(self.images[galaxy].astype(np.float64))


def keep_largest(coefficients: np.ndarray, count: int) -> np.ndarray:
    """Set all but so many coefficients, none to all, those of largest modulus, to zero."""
    kept = np.zeros_like(coefficients)
    place = min(count, coefficients.size - 1)
    largest = np.argpartition(-np.abs(coefficients), place, axis=None)[:count]
    kept.flat[largest] = coefficients.flat[largest]
    return kept


class LargestWavelets(Largest):
    """Of a wavelet transform as deep as the wavelet's filter is short enough for."""

    def __init__(self, images: np.ndarray, wavelet: str) -> None:
        super().__init__(images)
        self.name = "largest wavelets"
        self.wavelet = wavelet
        self.level = deepest_level(images.shape[-1], wavelet)
        layout = pywt.wavedec2(images[0], wavelet, mode=MODE, level=self.level)
        self.places = pywt.coeffs_to_array(layout)[1]

    def transform(self, image: np.ndarray) -> np.ndarray:
        """All coefficients in Mallat's layout."""
        coefficients = pywt.wavedec2(image, self.wavelet, mode=MODE, level=self.level)
        return pywt.coeffs_to_array(coefficients)[0]

    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """From Mallat's layout."""
        parts = pywt.array_to_coeffs(coefficients, self.places, output_format="wavedec2")
        return pywt.waverec2(parts, self.wavelet, mode=MODE)


class LargestCosines(Largest):
    """Of the cosine transform of the whole image."""

    name = "largest cosines"

    def transform(self, image: np.ndarray) -> np.ndarray:
        """Orthonormal two-dimensional cosine transform, type II."""
        return scipy.fft.dctn(image, norm="ortho")

    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """Its inverse."""
        return scipy.fft.idctn(coefficients, norm="ortho")
