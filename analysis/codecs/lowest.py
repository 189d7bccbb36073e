"""A cosine low-pass."""

import numpy as np
from scipy.fft import dctn, idctn

from analysis.codecs.codec import budgets
from analysis.parallel import over_galaxies


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
        power = np.square(dctn(image.astype(np.float64), norm="ortho"))
        return [power[k:].sum() + power[:k, k:].sum() for k in self.settings]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform with all higher frequencies at zero."""
        k = self.settings[index]
        image = self.images[galaxy].astype(np.float64)
        coefficients = np.zeros_like(image)
        coefficients[:k, :k] = dctn(image, norm="ortho")[:k, :k]
        return idctn(coefficients, norm="ortho")
