"""Stored images of simulated galaxies against the galaxies themselves."""

from dataclasses import dataclass

import numpy as np

from analysis.codecs import Codec
from analysis.codecs.codec import largest_within
from analysis.parallel import over_galaxies


@dataclass(frozen=True)
class Truth:
    """Simulated galaxies, stored within 1/part of the numbers, against themselves without noise.

    `relative_error` has the median over the galaxies for each method, everything counted.
    """

    part: int
    relative_error: dict[str, float]

    @property
    def best(self) -> str:
        """The method that comes closest."""
        return min(self.relative_error, key=self.relative_error.__getitem__)


def against_truth(codecs: list[Codec], noiseless: np.ndarray, part: int) -> Truth:
    """Compare what is stored of noisy images with the same (galaxies, side, side) without noise."""
    budget = noiseless[0].size // part
    return Truth(
        part,
        {
            codec.name: float(np.median(_true_errors(codec, index, noiseless)))
            for codec in codecs
            if (index := largest_within(codec, budget)) is not None
        },
    )


def _true_errors(codec: Codec, index: int, noiseless: np.ndarray) -> np.ndarray:
    rebuilt = over_galaxies(lambda galaxy: codec.rebuild(galaxy, index), range(len(noiseless)))
    return relative_errors(noiseless, np.stack(rebuilt))


def relative_errors(images: np.ndarray, reconstructions: np.ndarray) -> np.ndarray:
    """Relative errors, shape (galaxies,)."""
    return np.linalg.norm(images - reconstructions, axis=(1, 2)) / np.linalg.norm(
        images, axis=(1, 2)
    )
