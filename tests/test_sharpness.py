import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.sharpness import fine_power

SCENE = np.random.default_rng(16).normal(size=(2, 64, 64))


def wave(wavelength):
    return np.sin(2 * np.pi * np.arange(64) / wavelength)[None, None, :] * np.ones((1, 64, 1))


def test_only_short_waves_count():
    assert fine_power(wave(4)) > 1000 * fine_power(wave(16))


def test_power_is_quadratic_and_ignores_the_mean():
    assert fine_power(3 * SCENE + 50) == pytest.approx(9 * fine_power(SCENE))


def test_blurring_takes_it_away():
    blurred = gaussian_filter(SCENE, (0, 2, 2))
    assert (fine_power(blurred) < 0.05 * fine_power(SCENE)).all()
