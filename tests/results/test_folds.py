"""Galaxies that are set aside at random, against scikit-learn's own principal components."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.model_selection import KFold, cross_val_score

from analysis.images.split import shuffled_folds
from analysis.results.folds import cross_train, cross_validate
from analysis.results.plans import of_folds


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


def test_every_galaxy_is_set_aside_once():
    images = np.arange(23.0)[:, None, None] * np.ones((8, 8))
    folds = shuffled_folds(images)
    tested = np.concatenate([test[:, 0, 0] for test, _ in folds])
    assert sorted(tested) == [*range(23)]
    assert [*tested] != [*range(23)]
    for plan, (test, training) in zip(of_folds(), folds, strict=True):
        assert not set(test[:, 0, 0]) & set(training[:, 0, 0])
        for own, expected in zip(plan.split(images), (test, training), strict=True):
            np.testing.assert_array_equal(own, expected)


def test_networks_are_compared_with_the_stronger_basis_of_their_fold():
    """Networks that miss a known share of an image, encoded, and half of that in amplitude."""
    images = np.random.default_rng(3).random((30, 8, 8))
    result = cross_validate(images, {4: (0.0, 0.0)})
    trainings: dict[Any, Any] = {}
    for fold, plan in enumerate(of_folds()):
        test, _ = plan.split(images)
        network = SimpleNamespace(
            reconstruct=lambda part, miss=0.1 * (fold + 1): part + miss,
            decode=lambda latents, test=test, miss=0.05 * (fold + 1): test + miss,
        )
        trainings[plan] = (network, None, None)
    found = cross_train(images, result, of_folds(), trainings)
    misses = (0.1 * np.arange(1, 6)) ** 2
    np.testing.assert_allclose(found.test_mse, misses)
    np.testing.assert_allclose(found.refined_test_mse, misses / 4)
    linear = result.dimensions[0]
    stronger = np.minimum(linear.svd_test_mse, linear.symmetric_svd_test_mse)
    np.testing.assert_allclose(found.ratio, misses / stronger)
    assert found.ahead == np.count_nonzero(misses < stronger)


def test_symmetric_images_gain_nothing_from_their_views():
    """Of images that all symmetries leave as they are both bases are the same."""
    quarter = np.random.default_rng(2).random((30, 4, 4))
    quarter = quarter + quarter.transpose(0, 2, 1)
    rows = np.concatenate([quarter, quarter[:, ::-1]], axis=1)
    images = np.concatenate([rows, rows[..., ::-1]], axis=2)
    found = cross_validate(images, {3: (0.0, 0.0)}).dimensions[0]
    assert found.symmetric_svd_test_mse == pytest.approx(found.svd_test_mse)
