import numpy as np
import pytest

from analysis.comparison.exact import ratio, settled
from analysis.comparison.fidelity import fidelity, relative_error
from analysis.comparison.quantiles import median, quantiles
from analysis.images.precision import EXACT


def test_nothing_is_a_multiple_of_rounding():
    image = np.random.default_rng(0).random((32, 32)).astype(np.float32)
    again = image * np.float32(3) / np.float32(3)
    rounded = relative_error(image, again)
    assert rounded < EXACT
    assert np.isnan(ratio(0.1, rounded))
    assert ratio(0.2, 0.1) == pytest.approx(2)
    assert settled(float(np.mean((image - again) ** 2)), image[None]) == 0
    assert np.isnan(ratio(0.1, 0.0, 0.0))
    assert settled(1e-9, image[None]) == 1e-9


def test_a_picture_that_is_rebuilt_exactly_has_no_peak_signal_to_noise_ratio():
    image = 255 * np.random.default_rng(1).random((32, 32))
    left, values, right = np.linalg.svd(image)
    found = fidelity(image, (left * values) @ right)
    assert found.relative_error < EXACT
    assert np.isnan(found.psnr)
    assert found.ssim == pytest.approx(1)


def test_what_cannot_be_computed_of_one_image_spoils_no_median():
    values = np.random.default_rng(2).random((9, 3))
    known = values.copy()
    values[4, 1] = np.nan
    expected = [
        np.median(known[:, 0]),
        np.median(np.delete(known[:, 1], 4)),
        np.median(known[:, 2]),
    ]
    np.testing.assert_array_equal(median(values), expected)
    assert quantiles(values[:, 1]).median == expected[1]
    assert np.isnan(median(np.full(5, np.nan)))
    assert np.isnan(quantiles(np.full(5, np.nan)).low)
