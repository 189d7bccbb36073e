"""The averages of a wavelet transform: the lecture's low-rank approximation."""

import numpy as np

from analysis.approximation.wavelets import approximate, deepest_level, lost_power
from analysis.runtime.parallel import over_galaxies

DEEPEST = 4


class WaveletAverages:
    """Approximation coefficients of an orthogonal wavelet, of level 4 at the deepest."""

    def __init__(self, images: np.ndarray, wavelet: str) -> None:
        self.images, self.wavelet = images, wavelet
        self.name = "wavelet averages"
        deepest = min(DEEPEST, deepest_level(images.shape[-1], wavelet))
        self.settings = np.arange(deepest, 0, -1)
        self.values = images[0].size // 4**self.settings
        self.overhead = np.zeros_like(self.values)

    def squared_errors(self) -> np.ndarray:
        """The power of the details left out, by Parseval's theorem."""
        return np.array(over_galaxies(self._squared_errors, self.images))

    def _squared_errors(self, image: np.ndarray) -> np.ndarray:
        return lost_power(image.astype(np.float64), self.wavelet, self.settings[0])[::-1]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform with all details at zero."""
        return approximate(self.images[galaxy], self.wavelet, self.settings[index])
