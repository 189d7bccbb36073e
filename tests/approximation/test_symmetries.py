"""The basis of a square's symmetries against the decomposition of all eight views themselves."""

import numpy as np
import pytest

from analysis.approximation.common_basis import fit_basis
from analysis.approximation.symmetries import fit_symmetric_basis


def views(images: np.ndarray) -> np.ndarray:
    """All turns of images (n, side, side) and their transposes, shape (8 n, side, side)."""
    turned = [np.rot90(images, k, axes=(1, 2)) for k in range(4)]
    return np.concatenate([view for each in turned for view in (each, each.transpose(0, 2, 1))])


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    generator = np.random.default_rng(2)
    return generator.random((5, 8, 8)) * generator.random((8, 8))


# Of few images, and of more than the pixels of a quarter.
@pytest.mark.parametrize("count", [1, 5, 40])
def test_it_is_the_basis_of_the_eightfold_set(count):
    images = np.random.default_rng(1).random((count, 8, 8))
    eightfold = views(images)
    expected = fit_basis(eightfold, eightfold.mean(axis=0))
    found = fit_symmetric_basis(images, 64)
    np.testing.assert_allclose(found.origin_, expected.origin_)
    np.testing.assert_allclose(found.singular_values_, expected.singular_values_, atol=1e-6)
    rank = len(found.vectors_)
    np.testing.assert_allclose(found.vectors_ @ found.vectors_.T, np.eye(rank), atol=1e-9)
    # Within a pair of equal values the vectors are not unique, but the plane is.
    apart = -np.diff(found.singular_values_) > 1e-3
    for cut in 1 + np.flatnonzero(apart):
        one, other = (basis.vectors_[:cut] for basis in (found, expected))
        np.testing.assert_allclose(one.T @ one, other.T @ other, atol=1e-6)


def test_leading_vectors_are_the_first_of_all(images):
    whole, leading = (fit_symmetric_basis(images, rank) for rank in (64, 7))
    np.testing.assert_array_equal(leading.vectors_, whole.vectors_[:7])
    np.testing.assert_array_equal(leading.singular_values_, whole.singular_values_[:7])


def test_every_view_is_rebuilt_equally_well(images):
    """Wherever no pair is parted: what the basis spans does not change under the symmetries."""
    basis = fit_symmetric_basis(images, 64)
    equal = np.diff(basis.singular_values_) > -1e-9
    rank = next(cut for cut in (6, 7) if not equal[cut - 1])
    other = np.random.default_rng(3).random((1, 8, 8))
    eight = views(other)
    errors = np.square(eight - basis.reconstruct(eight, rank)).mean(axis=(1, 2))
    np.testing.assert_allclose(errors, errors[0])


def test_symmetric_images_have_no_other_vectors():
    images = np.random.default_rng(4).random((3, 8, 8))
    symmetric = views(images).reshape(8, 3, 8, 8).mean(axis=0)
    assert len(fit_symmetric_basis(symmetric, 64).vectors_) == 2


def test_blank_images_have_none_at_all():
    basis = fit_symmetric_basis(np.full((3, 8, 8), 0.25), 4)
    assert basis.vectors_.shape == (0, 64)
    np.testing.assert_array_equal(basis.reconstruct(np.zeros((2, 8, 8)), 4), 0.25)
