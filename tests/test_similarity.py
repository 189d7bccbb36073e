import numpy as np
import pytest
from skimage.metrics import structural_similarity

from analysis.similarity import structural_similarities


@pytest.mark.parametrize("side", [7, 64, 101])
def test_similarities_are_those_of_scikit_image(side):
    generator = np.random.default_rng(side)
    image = generator.uniform(0, 255, (side, side)).astype(np.float32)
    others = [image, image + generator.normal(0, 20, image.shape), np.zeros_like(image)]
    expected = [structural_similarity(image.astype(float), o, data_range=255) for o in others]
    np.testing.assert_allclose(structural_similarities(image, others, 255), expected, atol=1e-12)


def test_a_faint_difference_on_a_bright_image_is_not_lost_to_rounding():
    image = np.full((32, 32), 250.0, np.float32)
    other = image + np.random.default_rng(0).normal(0, 0.5, image.shape)
    expected = structural_similarity(image.astype(float), other, data_range=255)
    assert structural_similarities(image, [other], 255) == pytest.approx([expected], abs=1e-9)
