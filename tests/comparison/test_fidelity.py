import numpy as np
import pytest
from skimage.metrics import structural_similarity

from analysis.comparison.fidelity import fidelity, structural_similarities
from analysis.images.precision import EXACT


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


@pytest.mark.parametrize(("precision", "tolerance"), [(np.float64, 1e-12), (np.float32, 1e-6)])
@pytest.mark.parametrize("side", [7, 64, 101])
def test_similarities_are_those_of_scikit_image(side, precision, tolerance):
    generator = np.random.default_rng(side)
    image = generator.uniform(0, 255, (side, side))
    others = [image, image + generator.normal(0, 20, image.shape), np.zeros_like(image)]
    expected = [structural_similarity(image, other, data_range=255) for other in others]
    found = structural_similarities(image.astype(precision), others)
    np.testing.assert_allclose(found, expected, atol=tolerance)


def test_a_picture_that_is_rebuilt_exactly_has_no_peak_signal_to_noise_ratio():
    image = 255 * np.random.default_rng(1).random((32, 32))
    left, values, right = np.linalg.svd(image)
    found = fidelity(image, (left * values) @ right)
    assert found.relative_error < EXACT
    assert np.isnan(found.psnr)
    assert found.ssim == pytest.approx(1)
