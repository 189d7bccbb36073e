import numpy as np
import pytest

from analysis.fidelity import fidelity


def test_by_hand():
    image = np.full((32, 32), 100.0)
    shifted = image + 5.0
    result = fidelity(image, shifted)
    assert result.relative_error == pytest.approx(0.05)
    assert result.psnr == pytest.approx(20 * np.log10(255 / 5))
    constants = (0.01 * 255) ** 2
    assert result.ssim == pytest.approx((2 * 100 * 105 + constants) / (100**2 + 105**2 + constants))


def test_nothing_is_clipped():
    image = np.random.default_rng(8).uniform(0, 255, (32, 32))
    assert fidelity(image, image - 300).relative_error == pytest.approx(
        300 * 32 / np.linalg.norm(image)
    )
