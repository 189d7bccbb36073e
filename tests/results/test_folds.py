"""Galaxies that are set aside at random, against scikit-learn's own principal components."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.model_selection import KFold, cross_val_score

from analysis.results.folds import cross_validate


def error(model: PCA, images: np.ndarray) -> float:
    rebuilt = model.inverse_transform(model.transform(images))
    return float(np.mean((images - rebuilt) ** 2))


def score(model: PCA, images: np.ndarray, _: None = None) -> float:
    return error(model, images)


def test_errors_are_those_of_other_libraries():
    images = np.random.default_rng(0).random((40, 8, 8))
    found = cross_validate(images, {2: (0.05, 0.05), 5: (1.0, 0.05)})
    assert (found.folds, found.galaxies, found.test_galaxies) == (5, 40, 8)
    folds = KFold(5, shuffle=True, random_state=0)
    for item in found.dimensions:
        pca = PCA(item.latent_dim, svd_solver="full")
        expected = cross_val_score(pca, images.reshape(40, -1), scoring=score, cv=folds)
        np.testing.assert_allclose(item.svd_test_mse, expected)
    assert found.dimensions[1].lecture_svd_test_mse == 1
    assert 5 in found.unusual


def test_the_lectures_split_is_usual_within_the_range():
    images = np.random.default_rng(1).random((30, 8, 8))
    once = cross_validate(images, {3: (0.0, 0.0)}).dimensions[0]
    middle = float(np.median(once.svd_test_mse)), float(np.median(once.symmetric_svd_test_mse))
    found = cross_validate(images, {3: middle})
    assert (found.usual, found.unusual) == ((3,), ())


def test_symmetric_images_gain_nothing_from_their_views():
    """Of images that all symmetries leave as they are both bases are the same."""
    quarter = np.random.default_rng(2).random((30, 4, 4))
    quarter = quarter + quarter.transpose(0, 2, 1)
    rows = np.concatenate([quarter, quarter[:, ::-1]], axis=1)
    images = np.concatenate([rows, rows[..., ::-1]], axis=2)
    found = cross_validate(images, {3: (0.0, 0.0)}).dimensions[0]
    assert found.symmetric_svd_test_mse == pytest.approx(found.svd_test_mse)
