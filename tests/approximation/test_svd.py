import numpy as np
import pytest
from sklearn.utils.extmath import randomized_svd

from analysis.approximation.svd import (
    decompose,
    free_numbers,
    rank_within,
    rank_within_free,
    stored_numbers,
)

MATRIX = np.random.default_rng(1).normal(size=(40, 64)).cumsum(axis=1)


@pytest.mark.parametrize("rank", [0, 1, 7, 39, 40])
def test_the_truncation_error_is_that_of_eckart_and_young(rank):
    svd = decompose(MATRIX)
    error = np.linalg.norm(MATRIX - svd.truncate(rank))
    assert error == pytest.approx(np.sqrt(np.sum(svd.singular_values[rank:] ** 2)), abs=1e-9)


def test_no_other_matrix_of_the_rank_is_closer():
    generator = np.random.default_rng(2)
    best = np.linalg.norm(MATRIX - decompose(MATRIX).truncate(5))
    for _ in range(20):
        directions = np.linalg.qr(generator.normal(size=(64, 5)))[0]
        assert np.linalg.norm(MATRIX - MATRIX @ directions @ directions.T) > best


def test_singular_values_agree_with_scikit_learn():
    expected = randomized_svd(MATRIX, 10, n_iter=20, random_state=0)[1]
    np.testing.assert_allclose(decompose(MATRIX).singular_values[:10], expected, rtol=1e-6)


def test_signs_do_not_depend_on_the_solver():
    svd = decompose(MATRIX)
    turned = decompose(np.flip(MATRIX, axis=0))
    np.testing.assert_allclose(svd.right[:5], turned.right[:5], atol=1e-8)
    assert (np.take_along_axis(svd.right, np.abs(svd.right).argmax(1)[:, None], 1) > 0).all()


def test_storage_counts_both_sides_and_the_values():
    assert stored_numbers((256, 256), 64) == 64 * 513
    assert rank_within((256, 256), 256**2 // 4) == 31
    assert rank_within((256, 256), 256**2 // 16) == 7
    assert stored_numbers((256, 256), 127) < 256**2 < stored_numbers((256, 256), 128)


def test_free_numbers_are_the_directions_in_which_a_matrix_of_its_rank_can_change():
    """The rank of d(A B) = dA B + A dB over all changes of the factors."""
    generator = np.random.default_rng(5)
    left, right = generator.normal(size=(7, 3)), generator.normal(size=(3, 6))
    changes = [np.kron(np.eye(7), right.T), np.kron(left, np.eye(6))]
    assert free_numbers((7, 6), 3) == np.linalg.matrix_rank(np.hstack(changes)) == 30


def test_more_ranks_fit_if_only_free_numbers_count():
    assert rank_within_free((256, 256), 256**2 // 4) == 34
    assert rank_within_free((256, 256), 256**2 // 16) == 8
    assert rank_within_free((256, 256), 256**2) == 256
