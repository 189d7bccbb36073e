import numpy as np
import pytest
from scipy.ndimage import zoom

from analysis.images.native_size import native_size

SIDE = 128
ROUNDING = 1 / np.sqrt(12)


def enlarged(native, noise=5.0):
    """A disc of light under noise at a native size, enlarged band-limited and rounded."""
    rows, columns = np.indices((native, native)) - (native - 1) / 2
    disc = 100 * np.exp(-np.hypot(rows, columns) / (native / 10))
    image = disc + np.random.default_rng(native).normal(20, noise, (native, native))
    spectrum = np.fft.fftshift(np.fft.fft2(image))
    around = (SIDE - native) // 2
    larger = np.fft.ifft2(np.fft.ifftshift(np.pad(spectrum, around))).real
    return np.rint(larger * (SIDE / native) ** 2)


@pytest.mark.parametrize("native", [32, 48, 64, 96, 112])
def test_the_end_of_the_spectrum_is_the_native_size(native):
    assert native_size(enlarged(native), ROUNDING) == pytest.approx(native, abs=6)


def test_what_was_not_enlarged_has_its_own_size():
    assert native_size(enlarged(SIDE), ROUNDING) == SIDE


@pytest.mark.parametrize("order", [3, 5])
def test_splines_end_near_it(order):
    image = np.random.default_rng(0).normal(20, 5, (64, 64))
    found = native_size(np.rint(zoom(image, 2, order=order, mode="grid-wrap")), ROUNDING)
    assert found == pytest.approx(64, rel=0.5)
    assert found < SIDE


def test_a_star_and_the_unit_change_nothing():
    image = enlarged(64)
    rows, columns = np.indices((SIDE, SIDE)) - np.array([30, 90])[:, None, None]
    star = np.rint(200 * np.exp(-(np.hypot(rows, columns) ** 2) / (2 * 2.5**2)))
    assert native_size(image + star, ROUNDING) == pytest.approx(64, abs=10)
    assert native_size(image / 255, ROUNDING / 255) == native_size(image, ROUNDING)
