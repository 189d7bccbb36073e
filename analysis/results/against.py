"""Errors of the autoencoder against those of the stronger of two bases, on the same galaxies."""

from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite

import numpy as np

from analysis.comparison.paired import Paired, paired
from analysis.images.precision import ratio, settled

PLAIN, SYMMETRIC = "SVD", "symmetric SVD"


@dataclass(frozen=True)
class Against:
    """The autoencoder against the stronger SVD.

    Attributes
    ----------
    rival : which is stronger, "SVD" or "symmetric SVD"
    test_galaxies : their number
    ratio : the autoencoder's mean squared error over the rival's; NaN where the rival makes none
        but rounding
    better : test galaxies on which the autoencoder's error is the smaller
    p_value : two-sided Wilcoxon signed-rank test of the galaxies' pairs of errors
    """

    rival: str
    test_galaxies: int
    ratio: float
    better: int
    p_value: float

    @property
    def symmetric(self) -> bool:
        """Whether the rival has seen all eight views of the training galaxies."""
        return self.rival == SYMMETRIC

    @property
    def verdict(self) -> str:
        """Which rebuilds the test galaxies better, "CAE" or "SVD"; or why neither can be said to.

        See `Paired.verdict`. Where there is no ratio, the SVD makes no error.
        """
        ratio = self.ratio if isfinite(self.ratio) else inf
        found = Paired(self.test_galaxies, ratio, 1.0, self.better, self.p_value).verdict
        return {"first": "CAE", "second": "SVD"}.get(found, found)


@dataclass(frozen=True)
class Linear:
    """Test images (m, side, side), 0 to 1, as two bases of the training galaxies rebuild them.

    Attributes
    ----------
    images : as they are
    plain : by the centred SVD of the training galaxies as they are
    symmetric : by that of all their eight views, which is what the network is trained on
    """

    images: np.ndarray
    plain: np.ndarray
    symmetric: np.ndarray

    @cached_property
    def plain_errors(self) -> np.ndarray:
        """Mean squared error of each image by the one basis, shape (m,)."""
        return image_errors(self.images, self.plain)

    @cached_property
    def symmetric_errors(self) -> np.ndarray:
        """The same by the other."""
        return image_errors(self.images, self.symmetric)

    @property
    def stronger(self) -> tuple[str, np.ndarray, np.ndarray]:
        """Name, reconstructions and errors of the basis with the smaller error on these images.

        That choice is the rival's advantage: an autoencoder that wins has beaten both.
        """
        plain = (PLAIN, self.plain, self.plain_errors)
        symmetric = (SYMMETRIC, self.symmetric, self.symmetric_errors)
        return min(plain, symmetric, key=lambda item: float(item[2].mean()))


def compare(own: np.ndarray, linear: Linear) -> Against:
    """Compare the autoencoder's errors of the images, shape (m,), with the stronger basis's."""
    rival, _, others = linear.stronger
    errors = paired(own, others, typical=np.mean)
    return Against(
        rival=rival,
        test_galaxies=len(own),
        ratio=ratio(errors.first, settled(errors.second, linear.images), 0),
        better=errors.better,
        p_value=errors.p_value,
    )


def image_errors(images: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    """Mean squared error of each image, shape (m,)."""
    return np.square(images - rebuilt).mean(axis=(1, 2), dtype=np.float64)
