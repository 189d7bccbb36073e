import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.threshold.sky import autocorrelation, border_noise, sky_autocorrelation, smoothing_for


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
