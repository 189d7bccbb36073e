"""Shared directions against scikit-learn's canonical correlations, and on planted ones."""

import numpy as np
import pytest
from sklearn.cross_decomposition import CCA

from analysis.meaning.canonical import fit_shared


def mixtures(shared, private, sets, seed=0):
    """Sets of invertible mixtures of signals that all have and signals of their own."""
    generator = np.random.default_rng(seed)
    count = len(shared)
    signals = [
        np.concatenate([shared, generator.normal(size=(count, private))], axis=1)
        for _ in range(sets)
    ]
    width = signals[0].shape[1]
    return np.array([own @ generator.normal(size=(width, width)) + 3 for own in signals])


def test_two_sets_give_hotellings_correlations():
    generator = np.random.default_rng(1)
    common = generator.normal(size=(120, 3))
    codes = np.array([common @ generator.normal(size=(3, 3)) for _ in range(2)])
    codes += generator.normal(size=codes.shape)
    ours = fit_shared(codes).correlations(codes)[:, 0, 1]
    first, second = CCA(3, scale=False, tol=1e-12, max_iter=5000).fit_transform(*codes)
    theirs = [np.corrcoef(a, b)[0, 1] for a, b in zip(first.T, second.T, strict=True)]
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_signals_that_all_sets_have_come_back_on_other_galaxies():
    generator = np.random.default_rng(2)
    shared = generator.normal(size=(300, 2))
    codes = mixtures(shared, private=2, sets=5)
    fitted, held_out = codes[:, :200], codes[:, 200:]
    directions = fit_shared(fitted)
    correlations = directions.correlations(held_out)
    pairs = correlations[:, *np.triu_indices(5, 1)]
    assert pairs[:2].min() == pytest.approx(1)
    assert np.median(np.abs(pairs[2:])) < 0.3
    found = directions.read(held_out).mean(axis=0)[:, :2]
    _, rest, _, _ = np.linalg.lstsq(found - found.mean(0), shared[200:] - shared[200:].mean(0))
    assert rest.max() < 1e-3 * len(found)


def test_readings_of_the_fitted_galaxies_are_centred_and_uncorrelated():
    codes = mixtures(np.random.default_rng(3).normal(size=(100, 2)), private=1, sets=2)
    directions = fit_shared(codes)
    mean = directions.read(codes).mean(axis=0)
    np.testing.assert_allclose(mean.mean(axis=0), 0, atol=1e-10)
    apart = np.corrcoef(mean.T) - np.eye(3)
    np.testing.assert_allclose(apart, 0, atol=1e-8)
