from collections.abc import Callable

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.approximation.svd import singular_values
from analysis.images.greyscale import block_average
from analysis.results.remedies import controls, planted_images, thresholded_against_truth
from analysis.simulation.noiseless import observe
from analysis.threshold.denoising import PREPARATIONS, prepare
from analysis.threshold.shrinkage import shrink
from analysis.threshold.sky import sky_autocorrelation
from analysis.threshold.whitening import (
    autoregressive_power,
    noise_model,
    quiet_autocorrelation,
    sky_model,
)

SKY = np.array([1, 0.58, 0.1, -0.03, -0.03])
"""Lags 0 to 4 as measured on the survey's images."""


@pytest.fixture(scope="module")
def model():
    return noise_model(SKY, SKY, 256)


def white(seed=1, side=256):
    return np.random.default_rng(seed).normal(size=(side, side))


def test_the_spectrum_has_the_autocorrelation_that_it_is_made_from():
    """Wiener-Khinchin: the autocorrelation is the transform of the power spectrum."""
    power = autoregressive_power(SKY, 256)
    assert power.mean() == pytest.approx(1)
    np.testing.assert_allclose(np.fft.ifft(power).real[:5], SKY, atol=5e-3)


def test_white_noise_is_left_alone():
    np.testing.assert_allclose(autoregressive_power(np.eye(1, 5)[0], 64), np.ones(64))


def test_coloured_noise_is_measured_as_it_was_made_and_becomes_white_again(model):
    noise = model.colour(white())
    assert noise.std() == pytest.approx(1, rel=0.05)
    for axis in quiet_autocorrelation(noise, 4):
        np.testing.assert_allclose(axis, SKY, atol=0.15)
    np.testing.assert_allclose(model.whiten(noise), white(), atol=1e-9)
    assert sky_autocorrelation(sky_model(noise).whiten(noise)) == pytest.approx(0, abs=0.1)


def test_the_two_axes_may_differ():
    model = noise_model(SKY, np.eye(1, 5)[0], 256)
    down, along = quiet_autocorrelation(model.colour(white()), 4)
    assert down[1] == pytest.approx(SKY[1], abs=0.1)
    assert along[1] == pytest.approx(0, abs=0.1)


def test_whitening_keeps_the_rank(model):
    generator = np.random.default_rng(2)
    image = generator.normal(size=(256, 5)) @ generator.normal(size=(5, 256))
    values = singular_values(model.whiten(image))
    assert values[4] > 1
    assert values[5] < 1e-9


def test_vectors_are_coloured_like_the_images_they_make(model):
    left, right = white(3)[:, :2], white(4)[:, :2]
    np.testing.assert_allclose(
        model.colour_down(left) @ model.colour_along(right).T, model.colour(left @ right.T)
    )


def test_no_pixels_are_further_apart_than_a_corner_is_wide():
    """Corners of 4 pixels have no pairs at lags from 4 on."""
    for axis in quiet_autocorrelation(white(side=32), 8):
        assert axis[0] == 1
        assert (axis[1:4] != 0).all()
        assert (axis[4:] == 0).all()


def test_a_constant_sky_counts_as_white():
    image = np.zeros((64, 64))
    image[20:44, 20:44] = 1
    np.testing.assert_allclose(sky_model(image).whiten(image), image, atol=1e-9)


@pytest.mark.parametrize("preparation", PREPARATIONS)
def test_errors_are_those_of_the_truncated_images(preparation):
    """The sum over terms against images that are truncated, restored and compared."""
    generator = np.random.default_rng(5)
    truth = gaussian_filter(generator.normal(size=(64, 64)), 6) * 50
    image = truth + gaussian_filter(generator.normal(size=(64, 64)), 0.7)
    averaged = block_average(truth, 2)
    prepared = prepare(image)[preparation]
    restore: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "as it is": lambda matrix: block_average(matrix, 2),
        "averaged 2 × 2": np.asarray,
        "whitened": lambda matrix: block_average(sky_model(image).colour(matrix), 2),
    }
    errors = prepared.errors(averaged)
    assert len(errors) == len(prepared.matrix) + 1
    for rank in (0, 1, 5, 30):
        missing = averaged - restore[preparation](prepared.svd.truncate(rank))
        assert errors[rank] == pytest.approx(np.linalg.norm(missing) / np.linalg.norm(averaged))
    svd, sigma = prepared.svd, 0.2
    shrunk = (svd.left * shrink(svd.singular_values, prepared.matrix.shape, sigma)) @ svd.right
    missing = averaged - restore[preparation](shrunk)
    assert prepared.shrunk_error(averaged, sigma) == pytest.approx(
        np.linalg.norm(missing) / np.linalg.norm(averaged)
    )
    assert prepared.shrunk_error(averaged, 0.0) == pytest.approx(errors[-1])


@pytest.fixture(scope="module")
def noise_alone(model):
    return controls(model, 256)


def test_white_noise_is_removed_by_all(noise_alone):
    assert noise_alone[0].autocorrelation == pytest.approx(0, abs=0.02)
    assert all(row.kept == 0 for row in noise_alone[0].rows)


@pytest.mark.parametrize("kind", [1, 2])
def test_correlation_misleads_the_median_rule_and_whitening_mends_it(noise_alone, kind):
    trials = noise_alone[kind]
    assert trials.row("as it is", "unknown noise").kept > 40
    assert trials.row("averaged 2 × 2", "unknown noise").kept < 10
    assert trials.row("whitened", "unknown noise").kept == 0
    assert trials.row("whitened", "known noise").kept == 0


def test_both_remedies_find_the_rank_under_correlated_noise(model):
    trials = thresholded_against_truth("planted", planted_images(model, 256), 6)
    assert trials.row("as it is", "unknown noise").kept > 40
    for preparation in ("averaged 2 × 2", "whitened"):
        row = trials.row(preparation, "unknown noise")
        assert row.kept == trials.rank == 6
        assert row.better == trials.trials
        assert row.relative_error < 0.5 * trials.observed_error


def test_averaging_brings_simulated_galaxies_closer_to_the_truth():
    trials = thresholded_against_truth("galaxies", observe(256, 6), None)
    averaged = trials.row("averaged 2 × 2", "unknown noise")
    plain = trials.row("as it is", "unknown noise")
    assert averaged.relative_error < 0.8 * plain.relative_error
    assert averaged.better == trials.trials
    for row in trials.rows:
        assert row.best_error <= row.relative_error
    both = trials.compare("averaged 2 × 2", "as it is", "unknown noise")
    assert (both.first, both.second) == (averaged.relative_error, plain.relative_error)
    assert both.better == both.pairs == 6
    assert both.verdict == "first"


def test_pairs_differ_by_noise_alone():
    pairs = observe(256, 3)
    noise = pairs.observed - pairs.noiseless
    for image, residual in zip(pairs.noiseless, noise, strict=True):
        sky = image <= np.quantile(image, 0.3)
        assert abs(residual[sky].mean()) < 0.2 * residual[sky].std()
        assert 2 < residual[sky].std() < 40
