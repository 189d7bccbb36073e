"""The truncated singular value decomposition of each image."""

from functools import lru_cache

import numpy as np

from analysis.approximation.codecs.codec import TRANSFORMED, budgets
from analysis.approximation.svd import SVD, decompose, rank_within, stored_numbers


class TruncatedSVD:
    """Ranks 1, 2, 4, ... and those that the budgets allow, short of the full rank."""

    name = "own SVD"

    def __init__(self, images: np.ndarray, spectra: np.ndarray) -> None:
        self.images, self.spectra = images, spectra
        shape = images.shape[1:]
        full = min(shape)
        allowed = {rank_within(shape, numbers) for numbers in budgets(images[0].size).tolist()}
        doubled = {1 << power for power in range(full.bit_length())}
        self.settings = np.array(sorted(r for r in allowed | doubled if 0 < r < full))
        self.values = np.array([stored_numbers(shape, rank) for rank in self.settings.tolist()])
        self.overhead = np.zeros_like(self.values)

    def squared_errors(self) -> np.ndarray:
        """The power of the singular values left out (Eckart & Young 1936)."""
        ascending = np.square(self.spectra[:, ::-1])
        return np.cumsum(ascending, axis=1)[:, ascending.shape[1] - self.settings - 1]

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """The sum of the first outer products."""
        return self._decompose(galaxy).truncate(self.settings[index])

    @lru_cache(maxsize=TRANSFORMED)  # noqa: B019 - a codec lives as long as one comparison
    def _decompose(self, galaxy: int) -> SVD:
        return decompose(self.images[galaxy].astype(np.float64))
