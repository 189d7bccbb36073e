"""The averages of a wavelet transform: the lecture's low-rank approximation."""

import numpy as np
import pywt

from analysis.approximation.wavelets import MODE, approximate, deepest_level
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
        image = image.astype(np.float64)
        _, *details = pywt.wavedec2(image, self.wavelet, mode=MODE, level=self.settings[0])
        power = [sum(np.square(part).sum() for part in level) for level in details]
        return np.cumsum(power[::-1])[::-1]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """Inverse transform with all details at zero."""
        return approximate(self.images[galaxy], self.wavelet, self.settings[index])
