import numpy as np
import pytest

from analysis.comparison.fidelity import relative_error
from analysis.images.precision import EXACT, ratio, settled


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
