"""From one dimension to 128: autoencoder and SVD on the same held-out galaxies."""

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from analysis.approximation.common_basis import SampleBasis, mean_squared_error
from analysis.images.precision import ratio, settled

if TYPE_CHECKING:
    from analysis.autoencoder.trained import Trained


@dataclass(frozen=True)
class Dimension:
    """Errors with one number of latents and of singular vectors.

    Attributes
    ----------
    latent_dim : int
    seeds, test_mse : of the autoencoder, arrays of shape (seeds,)
    median_test_mse, median_training_mse : over the seeds
    median_refined_test_mse : with the latents that suit the decoder best
    svd_test_mse, svd_training_mse : of the centred SVD
    symmetric_svd_test_mse : of the SVD of all eight views of the training galaxies
    ratio, lowest_ratio, highest_ratio : autoencoder's test error over the SVD's, over the seeds

    The SVD's errors are 0, and the ratios NaN, where they are nothing but rounding.
    """

    latent_dim: int
    seeds: np.ndarray
    test_mse: np.ndarray
    median_test_mse: float
    median_training_mse: float
    svd_test_mse: float
    svd_training_mse: float
    ratio: float
    lowest_ratio: float
    highest_ratio: float
    median_refined_test_mse: float
    symmetric_svd_test_mse: float
    stronger_ratio: float
    stronger_lowest_ratio: float
    stronger_highest_ratio: float

    @property
    def better(self) -> str | None:
        """Whether "CAE" or the stronger "SVD" has the smaller error; None where seeds differ."""
        if self.stronger_highest_ratio < 1:
            return "CAE"
        return None if self.stronger_lowest_ratio <= 1 else "SVD"


@dataclass(frozen=True)
class SweepResult:
    """All numbers of dimensions, in rising order. Ratios here are those to the stronger SVD.

    Attributes
    ----------
    dimensions : one record each
    last_won : the largest number up to which the autoencoder's median ratio stays below 1; None
        if it never is
    first_lost : the next one; None if there is none
    crossing : where the median ratio is 1, between these two, along a line over logarithms
    seconds : wall time of all its trainings, one after the other
    """

    dimensions: tuple[Dimension, ...]
    last_won: int | None
    first_lost: int | None
    crossing: float | None
    seconds: float = field(metadata={"recorded": False})

    @property
    def best(self) -> Dimension:
        """Where the autoencoder does best relative to the stronger SVD."""
        known = [item for item in self.dimensions if isfinite(item.stronger_ratio)]
        return min(known or self.dimensions, key=lambda item: item.stronger_ratio)

    @property
    def falls(self) -> tuple[float, float]:
        """Factors by which training errors fall from `best` to the last: autoencoder, SVD.

        NaN where they fall to nothing.
        """
        best, last = self.best, self.dimensions[-1]
        return (
            best.median_training_mse / last.median_training_mse,
            ratio(best.svd_training_mse, last.svd_training_mse, 0),
        )

    @property
    def gaps(self) -> tuple[float, float]:
        """Test errors over training errors of the last, autoencoder's and SVD's; NaN as above."""
        last = self.dimensions[-1]
        return (
            last.median_test_mse / last.median_training_mse,
            ratio(last.svd_test_mse, last.svd_training_mse, 0),
        )

    @property
    def behind_on_known(self) -> bool:
        """Whether further latents bring less than further vectors on the training galaxies."""
        own, of_svd = self.falls
        return not of_svd <= own

    @property
    def carries_over_better(self) -> bool:
        """Whether what was learnt loses less on test galaxies than what the SVD learnt."""
        own, of_svd = self.gaps
        return not of_svd <= own


def sweep_dimensions(
    networks: dict[int, tuple["Trained", ...]],
    refined: dict[int, np.ndarray],
    bases: tuple[SampleBasis, SampleBasis],
    training: np.ndarray,
    test: np.ndarray,
) -> SweepResult:
    """Compare networks of several dimensions and seeds with SVDs.

    Parameters
    ----------
    networks : for each number of latents, one network a seed
    refined : their errors on the test images with the latents that suit them best, shape (seeds,)
    bases : the centred SVD of the training images, and that of all their views
    training, test : arrays of shape (n, side, side), 0 to 1
    """
    dimensions = tuple(
        _dimension(d, networks[d], refined[d], bases, training, test) for d in sorted(networks)
    )
    last_won, first_lost, crossing = _cross(dimensions)
    return SweepResult(
        dimensions=dimensions,
        last_won=last_won,
        first_lost=first_lost,
        crossing=crossing,
        seconds=sum(network.seconds for each in networks.values() for network in each),
    )


def _dimension(
    d: int,
    networks: tuple["Trained", ...],
    refined: np.ndarray,
    bases: tuple[SampleBasis, SampleBasis],
    training: np.ndarray,
    test: np.ndarray,
) -> Dimension:
    basis, symmetric = bases
    test_mse, training_mse = (
        np.array([mean_squared_error(images, network.reconstruct(images)) for network in networks])
        for images in (test, training)
    )
    svd_test_mse, svd_training_mse = (
        settled(mean_squared_error(images, basis.reconstruct(images, d)), images)
        for images in (test, training)
    )
    symmetric_svd_test_mse = settled(mean_squared_error(test, symmetric.reconstruct(test, d)), test)
    ratios, stronger = (
        np.array([ratio(error, linear, 0) for error in test_mse.tolist()])
        for linear in (svd_test_mse, min(svd_test_mse, symmetric_svd_test_mse))
    )
    return Dimension(
        latent_dim=d,
        seeds=np.array([network.seed for network in networks]),
        test_mse=test_mse,
        median_test_mse=float(np.median(test_mse)),
        median_training_mse=float(np.median(training_mse)),
        svd_test_mse=svd_test_mse,
        svd_training_mse=svd_training_mse,
        ratio=float(np.median(ratios)),
        lowest_ratio=float(ratios.min()),
        highest_ratio=float(ratios.max()),
        median_refined_test_mse=float(np.median(refined)),
        symmetric_svd_test_mse=symmetric_svd_test_mse,
        stronger_ratio=float(np.median(stronger)),
        stronger_lowest_ratio=float(stronger.min()),
        stronger_highest_ratio=float(stronger.max()),
    )


def _cross(dimensions: tuple[Dimension, ...]) -> tuple[int | None, int | None, float | None]:
    """The last number won, the first lost, and where the ratio is 1 between them."""
    ratios = [each.stronger_ratio for each in dimensions]
    lost = next((k for k, each in enumerate(ratios) if not each < 1), len(ratios))
    won = dimensions[lost - 1] if lost else None
    after = dimensions[lost] if lost < len(dimensions) else None
    if won is None or after is None or not isfinite(after.stronger_ratio):
        return _latents(won), _latents(after), None
    low, high = np.log([won.stronger_ratio, after.stronger_ratio])
    share = -low / (high - low)
    crossing = won.latent_dim * (after.latent_dim / won.latent_dim) ** share
    return won.latent_dim, after.latent_dim, float(crossing)


def _latents(dimension: Dimension | None) -> int | None:
    return dimension.latent_dim if dimension else None
