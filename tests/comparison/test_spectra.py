import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.comparison.spectra import fine_power, fourier_power, power_spectrum

SCENE = np.random.default_rng(16).normal(size=(2, 64, 64))


def wave(wavelength):
    return np.sin(2 * np.pi * np.arange(64) / wavelength)[None, None, :] * np.ones((1, 64, 1))


def test_only_short_waves_count():
    assert fine_power(fourier_power(wave(4))) > 1000 * fine_power(fourier_power(wave(16)))


def test_power_is_quadratic_and_ignores_the_mean():
    assert fourier_power(3 * SCENE + 50) == pytest.approx(9 * fourier_power(SCENE), abs=1e-6)


def test_blurring_takes_it_away():
    blurred = gaussian_filter(SCENE, (0, 2, 2))
    left = fine_power(fourier_power(blurred)) / fine_power(fourier_power(SCENE))
    assert (left < 0.05).all()


@pytest.mark.parametrize("wavelength", [4, 8, 16])
def test_a_wave_has_its_power_at_its_wavelength(wavelength):
    (spectrum,) = power_spectrum(fourier_power(wave(wavelength)))
    assert len(spectrum) == 32
    assert 64 / (1 + spectrum.argmax()) == wavelength


def test_rings_hold_all_power_up_to_half_a_cycle_per_pixel():
    spectrum = power_spectrum(fourier_power(SCENE))
    window = np.outer(np.hanning(64), np.hanning(64))
    tapered = (SCENE - SCENE.mean(axis=(1, 2), keepdims=True)) * window
    everything = 64**2 * np.sum(tapered**2, axis=(1, 2))  # Parseval
    corners = 1 - np.pi / 4  # of the square of frequencies, outside of the largest ring
    assert spectrum.sum(axis=1) == pytest.approx((1 - corners) * everything, rel=0.05)
