import numpy as np
import pytest
from astropy.stats import mad_std
from scipy.ndimage import gaussian_filter

from analysis.images.borders import border
from analysis.threshold.sky import (
    autocorrelation,
    border_noise,
    border_sky,
    fainter_border,
    second_differences,
    sky_autocorrelation,
    smoothing_for,
)
from tests.support.magnified import observed_and_noiseless


def noise(sigma, smoothing=0.0, side=256):
    white = np.random.default_rng(7).normal(size=(side, side))
    smooth = gaussian_filter(white, smoothing, mode="wrap") if smoothing else white
    return sigma * smooth / smooth.std()


@pytest.mark.parametrize("smoothing", [0, 0.8])
def test_border_noise_ignores_the_galaxy_and_a_star(smoothing):
    y, x = np.mgrid[:256, :256] - 128
    galaxy = 200 * np.exp(-np.hypot(x, y) / 12)
    star = 255.0 * (np.hypot(x - 110, y - 125) < 6)
    image = galaxy + star + noise(5, smoothing)
    assert border_noise(image) == pytest.approx(5, rel=0.05)


@pytest.mark.parametrize("lag_one", [0.0, 0.65, 0.85])
def test_noise_is_measured_whatever_its_correlation(lag_one):
    """Pixels are compared where their noise has little in common."""
    smoothing = smoothing_for(lag_one) if lag_one else 0
    assert border_noise(noise(5, smoothing)) == pytest.approx(5, rel=0.06)


def test_second_differences_keep_white_noise_and_lose_a_slope():
    slope = np.arange(256) * 3.0 + 7
    differences = second_differences(noise(5) + slope, 8)
    assert differences.shape == (256, 240)
    assert differences.std() == pytest.approx(5, rel=0.02)
    np.testing.assert_allclose(second_differences(np.tile(slope, (2, 1)), 8), 0, atol=1e-12)


def test_a_galaxy_over_half_of_the_border_spoils_neither_level_nor_noise():
    """Its edge has a slope, which the spread of all pixels takes for noise."""
    slope = np.linspace(0, 200, 256)
    image = 20 + np.maximum(slope - 90, 0) + noise(5)
    level, sigma = border_sky(image)
    assert level == pytest.approx(20, abs=1)
    assert sigma == pytest.approx(5, rel=0.06)
    assert mad_std(border(image)) > 15


@pytest.mark.parametrize(("factor", "tolerance"), [(2, 0.1), (3, 0.25)])
def test_noise_is_right_under_galaxies_that_fill_their_images(factor, tolerance):
    """Against simulated truth: within 10 % in the median; the spread of pixels is far too large."""
    ratios, spreads = [], []
    for index in range(8):
        observed, noiseless = observed_and_noiseless(index, factor)
        truth = mad_std((observed - noiseless)[fainter_border(observed)])
        ratios.append(border_noise(observed) / truth)
        spreads.append(mad_std(border(observed)) / truth)
    assert np.median(ratios) == pytest.approx(1, abs=0.1)
    np.testing.assert_allclose(ratios, 1, atol=tolerance)
    assert np.median(spreads) > factor


def test_masked_parts_of_the_border_do_not_count_unless_most_of_it_is():
    image = 20 + noise(5)
    image[:, :64] = 0
    assert border_sky(image) == pytest.approx((20, 5), rel=0.06)
    image[:, :160] = 0
    assert border_sky(image)[1] == 0


@pytest.mark.parametrize("value", [0.15, 0.5, 0.8])
def test_noise_can_be_given_an_autocorrelation(value):
    assert sky_autocorrelation(noise(1, smoothing_for(value))) == pytest.approx(value, abs=0.05)


def test_the_smoothing_of_a_well_sampled_kernel_is_that_of_theory():
    """A Gaussian kernel of s pixels gives white noise the autocorrelation exp(-1 / (4 s**2))."""
    assert smoothing_for(np.exp(-1 / 4)) == pytest.approx(1, rel=1e-3)


def test_white_noise_has_none_whatever_its_level():
    assert sky_autocorrelation(noise(1)) == pytest.approx(0, abs=0.05)
    assert sky_autocorrelation(100 + noise(30), lag=3) == pytest.approx(0, abs=0.05)


def test_pairs_of_a_patch_are_averaged_over_all_its_pixels():
    """Against sums written out, of four pixels a row."""
    patch = np.random.default_rng(8).normal(size=(3, 4))
    deviations = patch - patch.mean()
    products = sum(row[i] * row[i + 2] for row in deviations for i in (0, 1))
    expected = products / np.square(deviations).sum()
    assert autocorrelation(patch, 2)[2] == pytest.approx(expected)
