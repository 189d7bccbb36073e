"""A cosine low-pass."""

from functools import lru_cache

import numpy as np
import scipy

from analysis.approximation.codecs.codec import TRANSFORMED, budgets
from analysis.runtime.parallel import over_galaxies


class LowestCosines:
    """The k x k coefficients of lowest frequency of an image's cosine transform.

    References
    ----------
    Ahmed, Natarajan & Rao (1974), IEEE Trans. Comput. C-23, 90.
    """

    name = "lowest cosines"

    def __init__(self, images: np.ndarray) -> None:
        self.images = images
        self.settings = np.unique(np.sqrt(budgets(images[0].size)).astype(int))
        self.values = self.settings**2
        self.overhead = np.zeros_like(self.values)

    def squared_errors(self) -> np.ndarray:
        """The power at all other frequencies, by Parseval's theorem."""
        return np.array(over_galaxies(self._squared_errors, self.images))

    def _squared_errors(self, image: np.ndarray) -> list[float]:
        power = np.square(scipy.fft.dctn(image.astype(np.float64), norm="ortho"))
        return [power[k:].sum() + power[:k, k:].sum() for k in self.settings]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform with all higher frequencies at zero."""
        k = self.settings[index]
        coefficients = np.zeros(self.images.shape[1:])
        coefficients[:k, :k] = self._coefficients(galaxy)[:k, :k]
        return scipy.fft.idctn(coefficients, norm="ortho")

    @lru_cache(maxsize=TRANSFORMED)  # noqa: B019 - a codec lives as long as one comparison
    def _coefficients(self, galaxy: int) -> np.ndarray:
        return scipy.fft.dctn(self.images[galaxy].astype(np.float64), norm="ortho")
