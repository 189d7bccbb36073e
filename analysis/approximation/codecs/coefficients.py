"""Some coefficients of an orthonormal transform: the largest, wherever they are, or the lowest."""

from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np
import pywt
import scipy

from analysis.approximation.codecs.codec import TRANSFORMED, budgets
from analysis.approximation.wavelets import MODE, deepest_level, pyramid
from analysis.runtime.parallel import over_galaxies


class Coefficients(ABC):
    """Images from some of their coefficients, with all others at zero."""

    settings: np.ndarray

    def __init__(self, images: np.ndarray) -> None:
        self.images = images

    @abstractmethod
    def transform(self, image: np.ndarray) -> np.ndarray:
        """Coefficients of an image (n, n) in an orthonormal basis, shape (n, n)."""

    @abstractmethod
    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """The image (n, n) that has these coefficients (n, n)."""

    @abstractmethod
    def _keep(self, coefficients: np.ndarray, setting: int) -> np.ndarray:
        """Coefficients (n, n) with all that a setting leaves out at zero."""

    @abstractmethod
    def _left_out(self, power: np.ndarray) -> np.ndarray:
        """Of the power of all coefficients, (n, n), what each setting leaves out."""

    def squared_errors(self) -> np.ndarray:
        """The power of the coefficients left out, by Parseval's theorem."""
        return np.array(over_galaxies(self._squared_errors, self.images))

    def _squared_errors(self, image: np.ndarray) -> np.ndarray:
        return self._left_out(np.square(self.transform(image.astype(np.float64))))

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform of the coefficients that are kept."""
        return self.inverse(self._keep(self._coefficients(galaxy), self.settings[index]))

    @lru_cache(maxsize=TRANSFORMED)  # noqa: B019 - a codec lives as long as one comparison
    def _coefficients(self, galaxy: int) -> np.ndarray:
        return self.transform(self.images[galaxy].astype(np.float64))


class Largest(Coefficients):
    """The K coefficients of largest modulus, each with its position.

    Which coefficients are kept differs from image to image, so each needs its index beside its
    value. The index, a whole number below n**2, counts as one number.

    References
    ----------
    Mallat (2009), A Wavelet Tour of Signal Processing, ch. 9 (non-linear approximation).
    """

    def __init__(self, images: np.ndarray) -> None:
        super().__init__(images)
        self.settings = self.values = self.overhead = budgets(images[0].size)

    def _keep(self, coefficients: np.ndarray, setting: int) -> np.ndarray:
        return keep_largest(coefficients, setting)

    def _left_out(self, power: np.ndarray) -> np.ndarray:
        return np.cumsum(np.sort(power, axis=None))[power.size - self.settings - 1]


def keep_largest(coefficients: np.ndarray, count: int) -> np.ndarray:
    """Set all but so many coefficients, none to all, those of largest modulus, to zero."""
    kept = np.zeros_like(coefficients)
    place = min(count, coefficients.size - 1)
    largest = np.argpartition(-np.abs(coefficients), place, axis=None)[:count]
    kept.flat[largest] = coefficients.flat[largest]
    return kept


class LargestWavelets(Largest):
    """Of a wavelet transform as deep as the wavelet's filter is short enough for."""

    name = "largest wavelets"

    def __init__(self, images: np.ndarray, wavelet: str) -> None:
        super().__init__(images)
        self.wavelet = wavelet
        self.level = deepest_level(images.shape[-1], wavelet)
        layout = pywt.wavedec2(images[0], wavelet, mode=MODE, level=self.level)
        self.places = pywt.coeffs_to_array(layout)[1]

    def transform(self, image: np.ndarray) -> np.ndarray:
        """All coefficients in Mallat's layout."""
        return pyramid(image, self.wavelet, self.level)

    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """From Mallat's layout."""
        parts = pywt.array_to_coeffs(coefficients, self.places, output_format="wavedec2")
        return pywt.waverec2(parts, self.wavelet, mode=MODE)


class Cosines(Coefficients):
    """Of the cosine transform of the whole image.

    References
    ----------
    Ahmed, Natarajan & Rao (1974), IEEE Trans. Comput. C-23, 90.
    """

    def transform(self, image: np.ndarray) -> np.ndarray:
        """Orthonormal two-dimensional cosine transform, type II."""
        return scipy.fft.dctn(image, norm="ortho")

    def inverse(self, coefficients: np.ndarray) -> np.ndarray:
        """Its inverse."""
        return scipy.fft.idctn(coefficients, norm="ortho")


class LargestCosines(Cosines, Largest):
    """The largest of a cosine transform."""

    name = "largest cosines"


class LowestCosines(Cosines):
    """The k x k coefficients of lowest frequency, a low-pass."""

    name = "lowest cosines"

    def __init__(self, images: np.ndarray) -> None:
        super().__init__(images)
        self.settings = np.unique(np.sqrt(budgets(images[0].size)).astype(int))
        self.values = self.settings**2
        self.overhead = np.zeros_like(self.values)

    def _keep(self, coefficients: np.ndarray, setting: int) -> np.ndarray:
        kept = np.zeros_like(coefficients)
        kept[:setting, :setting] = coefficients[:setting, :setting]
        return kept

    def _left_out(self, power: np.ndarray) -> np.ndarray:
        return np.array([power[k:].sum() + power[:k, k:].sum() for k in self.settings])
