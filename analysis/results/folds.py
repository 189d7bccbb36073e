"""Whether the lecture's test galaxies are typical: others are set aside instead, at random."""

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import KFold

from analysis.approximation.common_basis import fit_basis, mean_squared_error
from analysis.approximation.symmetries import fit_symmetric_basis
from analysis.images.subset import evenly_spread

FOLDS, SEED = 5, 0


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
class FoldsResult:
    """A shuffled split into folds, each of which is set aside once.

    Attributes
    ----------
    folds, galaxies, test_galaxies : numbers of folds, of galaxies in all of them, and in the
        smallest
    dimensions : one record for each number of vectors
    """

    folds: int
    galaxies: int
    test_galaxies: int
    dimensions: tuple[FoldErrors, ...]

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
    images = images[evenly_spread(len(images), 0)]
    errors = np.array(
        [
            _errors(images[training], images[test], tuple(lecture))
            for training, test in _splits(len(images))
        ]
    )  # (folds, dimensions, 2)
    return FoldsResult(
        folds=FOLDS,
        galaxies=len(images),
        test_galaxies=min(len(test) for _, test in _splits(len(images))),
        dimensions=tuple(
            FoldErrors(d, errors[:, k, 0], errors[:, k, 1], *lecture[d])
            for k, d in enumerate(lecture)
        ),
    )


def _splits(galaxies: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Indices of training and test galaxies."""
    return [*KFold(FOLDS, shuffle=True, random_state=SEED).split(np.arange(galaxies))]


def _errors(
    training: np.ndarray, test: np.ndarray, dimensions: tuple[int, ...]
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
