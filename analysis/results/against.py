"""Errors of the autoencoder against those of the stronger of two bases, on the same galaxies."""

from dataclasses import dataclass
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
        """See `verdict`."""
        return verdict(self.test_galaxies, self.ratio, self.better, self.p_value)


def verdict(galaxies: int, ratio: float, better: int, p_value: float) -> str:
    """Which rebuilds the test galaxies better, "CAE" or "SVD"; or why neither can be said to.

    See `Against` and `Paired.verdict`. Where there is no ratio, the SVD makes no error.
    """
    found = Paired(galaxies, ratio if isfinite(ratio) else inf, 1.0, better, p_value).verdict
    return {"first": "CAE", "second": "SVD"}.get(found, found)


@dataclass(frozen=True)
class Linear:
    """Test images (m, side, side), 0 to 1, as two bases of the training galaxies rebuild them.

    Attributes
    ----------
    plain : by the centred SVD of the training galaxies as they are
    symmetric : by that of all their eight views, which is what the network is trained on
    """

    plain: np.ndarray
    symmetric: np.ndarray

    def stronger(self, images: np.ndarray) -> tuple[str, np.ndarray]:
        """Name and reconstructions of the basis with the smaller error on these very images.

        That choice is the rival's advantage: an autoencoder that wins has beaten both.
        """
        named = ((PLAIN, self.plain), (SYMMETRIC, self.symmetric))
        return min(named, key=lambda item: float(image_errors(images, item[1]).mean()))


def compare(images: np.ndarray, rebuilt: np.ndarray, linear: Linear) -> Against:
    """Compare the autoencoder's reconstructions with those of the stronger basis.

    Parameters
    ----------
    images, rebuilt : arrays of shape (m, side, side), 0 to 1
    """
    rival, projected = linear.stronger(images)
    errors = paired(image_errors(images, rebuilt), image_errors(images, projected), typical=np.mean)
    return Against(
        rival=rival,
        test_galaxies=len(images),
        ratio=ratio(errors.first, settled(errors.second, images), 0),
        better=errors.better,
        p_value=errors.p_value,
    )


def image_errors(images: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    """Mean squared error of each image, shape (m,)."""
    return np.square(images - rebuilt).mean(axis=(1, 2), dtype=np.float64)
