"""Several networks' latents and errors, where it is known what they have in common."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.approximation.common_basis import fit_basis
from analysis.results.seeds import compare_seeds
from analysis.results.sweep import sweep_dimensions

GALAXIES, HELD_OUT = 200, 32


def run(seed, ratio, verdict="CAE"):
    return SimpleNamespace(seed=seed, ratio=ratio, refined_ratio=0.9 * ratio, verdict=verdict)


@pytest.fixture(scope="module")
def signals():
    """Signals that networks may know, shape (galaxies, signals)."""
    return np.random.default_rng(5).normal(size=(GALAXIES, 6))


def test_a_space_that_recurs_with_other_axes(signals):
    generator = np.random.default_rng(6)
    mixings = np.linalg.qr(generator.normal(size=(5, 2, 2)))[0]
    codes = signals[:, :2] @ mixings
    result = compare_seeds(tuple(run(seed, 0.8) for seed in range(5)), codes, HELD_OUT)
    assert len(result.pairs) == 10
    np.testing.assert_allclose(result.canonical_medians, 1)
    assert all(item.recurs for item in result.shared)
    for item in result.recurrences:
        np.testing.assert_allclose(item.together, 1)
        assert item.alone.min() < 0.95


def test_a_direction_that_does_not_recur(signals):
    """All networks know signal 0, and each one more that is its own."""
    codes = np.array([signals[:, [0, 1 + seed]] for seed in range(5)])
    result = compare_seeds(tuple(run(seed, 0.8) for seed in range(5)), codes, HELD_OUT)
    assert [item.recurs for item in result.shared] == [True, False]
    assert abs(np.corrcoef(result.shared[0].readings, signals[:, 0])[0, 1]) > 0.99
    known, unknown = result.recurrences
    np.testing.assert_allclose(known.alone, 1)
    assert unknown.together.max() < 0.3


def test_errors_over_seeds(signals):
    runs = (run(0, 0.8), run(1, 0.9, "neither"), run(2, 1.3, "SVD"))
    result = compare_seeds(runs, np.array([signals[:, :2]] * 3), HELD_OUT)
    assert (result.median_ratio, result.lowest_ratio, result.highest_ratio) == (0.9, 0.8, 1.3)
    refined = (
        result.refined_median_ratio,
        result.refined_lowest_ratio,
        result.refined_highest_ratio,
    )
    assert refined == pytest.approx((0.81, 0.72, 1.17))
    assert result.better == 1


@pytest.fixture(scope="module")
def textures():
    generator = np.random.default_rng(7)
    return generator.random((60, 8, 8)), generator.random((32, 8, 8))


def faulty(basis, d, error, seed=0):
    """A network whose error is a multiple of the SVD's, in every pixel."""

    def reconstruct(images):
        return images + np.sqrt(error) * (images - basis.reconstruct(images, d))

    return SimpleNamespace(seed=seed, seconds=2.0, reconstruct=reconstruct)


def swept(textures, errors, symmetric=None):
    training, test = textures
    basis = fit_basis(training, training.mean(axis=0))
    networks = {
        d: tuple(faulty(basis, d, error, seed) for seed, error in enumerate(each))
        for d, each in errors.items()
    }
    refined = {d: 0.001 * np.array(each) for d, each in errors.items()}
    return sweep_dimensions(networks, refined, (basis, symmetric or basis), training, test)


def test_the_crossing_lies_where_the_medians_are_equal(textures):
    result = swept(textures, {2: (0.4, 0.5, 1.1), 8: (1.9, 2.0, 3.0)})
    assert (result.last_won, result.first_lost) == (2, 8)
    assert result.crossing == pytest.approx(4)  # halfway in the logarithms of 1/2 and 2
    assert [each.better for each in result.dimensions] == [None, "SVD"]
    assert result.dimensions[0].ratio == pytest.approx(0.5)
    assert result.dimensions[0].median_refined_test_mse == pytest.approx(0.0005)
    assert result.seconds == 12


def test_no_crossing_where_one_always_wins(textures):
    always = swept(textures, {2: (0.5,), 8: (0.6,)})
    assert (always.last_won, always.first_lost, always.crossing) == (8, None, None)
    assert always.dimensions[1].better == "CAE"
    never = swept(textures, {2: (1.5,), 8: (1.6,)})
    assert (never.last_won, never.first_lost, never.crossing) == (None, 2, None)


def test_the_stronger_of_two_bases_decides(textures):
    """One that knows the test images makes a network lose that beats the other."""
    _, test = textures
    knowing = fit_basis(test, test.mean(axis=0))
    alone, beside = (swept(textures, {8: (0.9,)}, other) for other in (None, knowing))
    assert (alone.last_won, beside.last_won) == (8, None)
    assert [each.dimensions[0].better for each in (alone, beside)] == ["CAE", "SVD"]
    assert alone.dimensions[0].ratio == beside.dimensions[0].ratio == pytest.approx(0.9)
