import numpy as np
import optht
import pytest

from analysis.approximation.svd import decompose
from analysis.threshold.rules import (
    coefficient_known_noise,
    coefficient_unknown_noise,
    marchenko_pastur_median,
    threshold_known_noise,
    threshold_unknown_noise,
)


def spectrum(matrix):
    return np.linalg.svd(matrix, compute_uv=False)


def low_rank(shape, rank, strength, generator):
    """A matrix whose singular values are all of one strength, in units of the noise's sqrt(n)."""
    left = np.linalg.qr(generator.normal(size=(shape[0], rank)))[0]
    right = np.linalg.qr(generator.normal(size=(shape[1], rank)))[0]
    return strength * np.sqrt(max(shape)) * left @ right.T


def test_published_values_for_square_matrices():
    """Gavish & Donoho (2014), the title and table IV, whose last digit is rounded."""
    assert coefficient_known_noise(1) == pytest.approx(4 / np.sqrt(3))
    assert coefficient_unknown_noise(1) == pytest.approx(2.8582, abs=5e-4)
    assert coefficient_unknown_noise(0.5) == pytest.approx(2.1711, abs=5e-4)


@pytest.mark.parametrize("beta", [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])
def test_coefficients_agree_with_an_independent_implementation(beta):
    """optht tells only the rank; evenly spaced values with median 1 turn that into omega."""
    spacing = 1e-4
    values = np.arange(5, -3, -spacing)
    values += 1 - np.median(values)
    kept = optht.optht(beta, values)
    assert coefficient_unknown_noise(beta) == pytest.approx(values[0] - kept * spacing, rel=1e-3)


@pytest.mark.parametrize("beta", [0.1, 0.5, 1.0])
def test_the_median_is_that_of_simulated_noise(beta):
    n = 1500
    noise = np.random.default_rng(3).normal(size=(int(beta * n), n))
    assert np.median(spectrum(noise) ** 2) / n == pytest.approx(
        marchenko_pastur_median(beta), rel=0.01
    )


@pytest.mark.parametrize("shape", [(200, 200), (100, 200), (200, 100)])
@pytest.mark.parametrize("sigma", [0.1, 3.0])
def test_both_rules_find_the_rank_under_white_noise(shape, sigma):
    generator = np.random.default_rng(4)
    signal = sigma * low_rank(shape, 6, 4.0, generator)
    values = spectrum(signal + sigma * generator.normal(size=shape))
    assert threshold_known_noise(values, shape, sigma).kept == 6
    assert threshold_unknown_noise(values, shape).kept == 6


def test_nothing_is_kept_of_white_noise():
    noise = np.random.default_rng(5).normal(size=(256, 256))
    assert threshold_known_noise(spectrum(noise), noise.shape, 1.0).kept == 0
    assert threshold_unknown_noise(spectrum(noise), noise.shape).kept == 0


def test_thresholding_comes_closer_to_the_truth_than_one_rank_more_or_less():
    generator = np.random.default_rng(6)
    truth = low_rank((150, 150), 5, 3.0, generator)
    noisy = truth + generator.normal(size=truth.shape)
    svd = decompose(noisy)
    kept = threshold_known_noise(svd.singular_values, truth.shape, 1.0).kept
    errors = [np.linalg.norm(truth - svd.truncate(rank)) for rank in range(12)]
    assert int(np.argmin(errors)) == kept


def test_fraction_and_scale():
    values = np.array([10.0, 5.0, 1.0, 0.5])
    rule = threshold_unknown_noise(values, (4, 4))
    assert rule.threshold == pytest.approx(3 * coefficient_unknown_noise(1))
    assert (rule.kept, rule.fraction) == (1, 0.25)


def test_zeros_that_rounding_hides_are_not_kept_and_tell_of_no_noise():
    image = low_rank((64, 64), 26, 3.0, np.random.default_rng(7))
    values = spectrum(image)
    assert 0 < values[-1] < 1e-9
    for rule in (
        threshold_unknown_noise(values, (64, 64)),
        threshold_known_noise(values, (64, 64), 0),
    ):
        assert (rule.threshold, rule.kept) == (0, 26)
