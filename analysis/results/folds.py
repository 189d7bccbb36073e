"""Whether the lecture's test galaxies are typical: others are set aside instead, at random."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.approximation.common_basis import fit_basis, mean_squared_error
from analysis.approximation.symmetries import fit_symmetric_basis
from analysis.images.precision import ratio, settled
from analysis.images.split import shuffled_folds
from analysis.runtime.cost import Cost
from analysis.runtime.parallel import over_galaxies

if TYPE_CHECKING:
    from analysis.autoencoder.trained import Trained
    from analysis.results.plans import Plan


@dataclass(frozen=True)
class FoldErrors:
    """Errors of one number of singular vectors on galaxies that they have not seen.

    Attributes
    ----------
    latent_dim : number of vectors
    svd_test_mse, symmetric_svd_test_mse : mean squared errors, arrays of shape (folds,)
    lecture_svd_test_mse, lecture_symmetric_svd_test_mse : with the lecture's split
    """

    latent_dim: int
    svd_test_mse: np.ndarray
    symmetric_svd_test_mse: np.ndarray
    lecture_svd_test_mse: float
    lecture_symmetric_svd_test_mse: float

    @property
    def usual(self) -> bool:
        """Whether both errors with the lecture's split lie among those of the folds."""
        return all(
            folds.min() <= lecture <= folds.max()
            for folds, lecture in (
                (self.svd_test_mse, self.lecture_svd_test_mse),
                (self.symmetric_svd_test_mse, self.lecture_symmetric_svd_test_mse),
            )
        )


@dataclass(frozen=True)
class FoldTrainings:
    """Networks that were trained anew for each fold, on the galaxies that it leaves.

    Attributes
    ----------
    latent_dim : number of latents
    test_mse, refined_test_mse : mean squared errors, with the latents that the encoder finds and
        with the best ones, arrays of shape (folds,)
    ratio, refined_ratio : the same over those of the stronger SVD of the same fold
    """

    latent_dim: int
    test_mse: np.ndarray
    refined_test_mse: np.ndarray
    ratio: np.ndarray
    refined_ratio: np.ndarray

    @property
    def ahead(self) -> int:
        """Folds whose galaxies the autoencoder rebuilds better than the stronger SVD."""
        return int(np.count_nonzero(self.ratio < 1))

    @property
    def refined_ahead(self) -> int:
        """The same with the best latents."""
        return int(np.count_nonzero(self.refined_ratio < 1))


@dataclass(frozen=True)
class FoldsResult:
    """A shuffled split into folds, each of which is set aside once.

    Attributes
    ----------
    folds, galaxies, test_galaxies : numbers of folds, of galaxies in all of them, and in the
        smallest
    dimensions : one record for each number of vectors
    autoencoder : None if it was not trained for each fold
    """

    folds: int
    galaxies: int
    test_galaxies: int
    dimensions: tuple[FoldErrors, ...]
    autoencoder: FoldTrainings | None = None

    @property
    def usual(self) -> tuple[int, ...]:
        """Numbers of vectors for which the lecture's split is like the folds."""
        return tuple(item.latent_dim for item in self.dimensions if item.usual)

    @property
    def unusual(self) -> tuple[int, ...]:
        """Those for which it is not."""
        return tuple(item.latent_dim for item in self.dimensions if not item.usual)


def cross_validate(images: np.ndarray, lecture: dict[int, tuple[float, float]]) -> FoldsResult:
    """Set each galaxy aside once, and rebuild it from bases of four fifths of the others.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), 0 to 1; of many, some are taken
    lecture : errors of both bases with the lecture's split, by number of vectors
    """
    folds = shuffled_folds(images)
    dimensions = tuple(lecture)
    found = over_galaxies(lambda fold: _errors(fold[0], fold[1], dimensions), folds)
    errors = np.array(found)  # (folds, dimensions, 2)
    return FoldsResult(
        folds=len(folds),
        galaxies=sum(len(test) for test, _ in folds),
        test_galaxies=min(len(test) for test, _ in folds),
        dimensions=tuple(
            FoldErrors(d, errors[:, k, 0], errors[:, k, 1], *lecture[d])
            for k, d in enumerate(dimensions)
        ),
    )


def cross_train(
    images: np.ndarray,
    result: FoldsResult,
    plans: Iterable["Plan"],
    trainings: Mapping["Plan", tuple["Trained", Cost, np.ndarray]],
) -> FoldTrainings:
    """How networks do on the galaxies that they were not trained on, beside both bases.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), 0 to 1
    result : what `cross_validate` found on them
    plans, trainings : one for each fold, in their order, and what came of them
    """
    latent_dim, errors, ratios = 0, [], []
    by_dimension = {item.latent_dim: item for item in result.dimensions}
    for fold, plan in enumerate(plans):
        latent_dim = plan.latent_dim
        network, _, latents = trainings[plan]
        test, _ = plan.split(images)
        linear = by_dimension[latent_dim]
        stronger = min(linear.svd_test_mse[fold], linear.symmetric_svd_test_mse[fold])
        own = [
            mean_squared_error(test, rebuilt)
            for rebuilt in (network.reconstruct(test), network.decode(latents))
        ]
        errors.append(own)
        ratios.append([ratio(each, settled(stronger, test), 0) for each in own])
    return FoldTrainings(latent_dim, *np.array(errors).T, *np.array(ratios).T)


def _errors(
    test: np.ndarray, training: np.ndarray, dimensions: tuple[int, ...]
) -> list[tuple[float, float]]:
    """Of the plain and the symmetric basis, for each number of vectors."""
    plain = fit_basis(training, training.mean(axis=0))
    symmetric = fit_symmetric_basis(training, max(dimensions))
    return [
        (
            mean_squared_error(test, plain.reconstruct(test, d)),
            mean_squared_error(test, symmetric.reconstruct(test, d)),
        )
        for d in dimensions
    ]
