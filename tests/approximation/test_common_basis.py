import numpy as np
import pytest
from sklearn.decomposition import PCA, TruncatedSVD

from analysis.approximation.common_basis import fit_basis, mean_squared_error
from analysis.results.basis import errors_by_rank, share_basis

GENERATOR = np.random.default_rng(9)
IMAGES = GENERATOR.gamma(2.0, 20.0, (300, 1, 1)) * GENERATOR.uniform(0.2, 1, (300, 16, 16))


def test_about_the_mean_it_is_scikit_learns_pca():
    basis = fit_basis(IMAGES, IMAGES.mean(axis=0))
    pca = PCA(20, svd_solver="full").fit(IMAGES.reshape(300, -1))
    np.testing.assert_allclose(basis.singular_values_[:20], pca.singular_values_)
    overlaps = np.abs(np.sum(basis.vectors_[:20] * pca.components_, axis=1))
    np.testing.assert_allclose(overlaps, 1)


@pytest.mark.parametrize("number", [40, 180, 256, 257, 300])
@pytest.mark.parametrize("centred", [True, False])
def test_few_images_and_many_are_decomposed_alike(number, centred):
    images = IMAGES[:number]
    origin = images.mean(axis=0) if centred else np.zeros((16, 16))
    basis = fit_basis(images, origin)
    flat = (images - origin).reshape(number, -1)
    _, singular_values, right = np.linalg.svd(flat, full_matrices=False)
    rank = min(number - centred, 256)
    # Inner products are squares, and so is what their rounding is compared with.
    lost = 20 * np.finfo(float).eps * (singular_values[0] / singular_values[rank - 1]) ** 2
    np.testing.assert_allclose(basis.singular_values_, singular_values[:rank], rtol=lost)
    found = np.abs(np.sum(basis.vectors_ * right[:rank], axis=1))
    np.testing.assert_allclose(found, 1, atol=1e-6)
    np.testing.assert_allclose(basis.vectors_ @ basis.vectors_.T, np.eye(rank), atol=lost)
    peaks = np.abs(basis.vectors_).argmax(axis=1)
    assert (basis.vectors_[np.arange(rank), peaks] > 0).all()


@pytest.mark.parametrize("copies", [1, 2, 30])
def test_what_is_zero_but_for_rounding_has_no_vector(copies):
    """Ten images, bright and faint, each there once or more: ten vectors, nine about the mean."""
    faint = 10.0 ** -np.arange(0, 5, 0.5)
    images = np.concatenate([faint[:, None, None] * IMAGES[:10]] * copies)
    for origin, rank in ((0, 10), (images.mean(axis=0), 9)):
        basis = fit_basis(images, origin)
        expected = np.linalg.svd((images - origin).reshape(len(images), -1), compute_uv=False)
        np.testing.assert_allclose(basis.singular_values_, expected[:rank], rtol=1e-4)


def test_as_it_is_it_is_scikit_learns_truncated_svd():
    basis = fit_basis(IMAGES, 0)
    svd = TruncatedSVD(10, algorithm="arpack").fit(IMAGES.reshape(300, -1))
    np.testing.assert_allclose(basis.singular_values_[:10], svd.singular_values_)


def test_errors_by_rank_are_those_of_reconstructions():
    train, test = IMAGES[:100], IMAGES[100:]
    basis = fit_basis(train, train.mean(axis=0))
    errors = errors_by_rank(basis, test)
    for rank in (0, 1, 17, 99):
        expected = mean_squared_error(test, basis.reconstruct(test, rank))
        assert errors[rank] == pytest.approx(expected)


def test_the_error_on_the_fitted_images_is_that_of_eckart_and_young():
    basis = fit_basis(IMAGES, 0)
    rest = np.sum(basis.singular_values_[30:] ** 2) / IMAGES.size
    assert errors_by_rank(basis, IMAGES)[30] == pytest.approx(rest)


def test_held_out_errors_never_see_the_test_images():
    """Changing a training image changes the basis; changing a test image changes only its error."""
    before = share_basis(IMAGES, 0)
    changed = IMAGES.copy()
    changed[3] += 50 * np.eye(16)
    after = share_basis(changed, 0)
    np.testing.assert_array_equal(after.held_out.training, before.held_out.training)
    assert after.test_mse["4"] != before.test_mse["4"]


def test_the_reported_shares_add_up():
    result = share_basis(IMAGES, 5)
    assert result.centred_shares.sum() == pytest.approx(1)
    half = result.ranks_for["50"]
    assert result.centred_shares[:half].sum() >= 0.5 > result.centred_shares[: half - 1].sum()
    errors = [item.relative_error for item in result.rebuilt]
    assert errors == sorted(errors, reverse=True)
