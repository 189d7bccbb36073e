import numpy as np
import pytest
from skimage.metrics import structural_similarity

from analysis.similarity import structural_similarities


@pytest.mark.parametrize(("precision", "tolerance"), [(np.float64, 1e-12), (np.float32, 1e-6)])
@pytest.mark.parametrize("side", [7, 64, 101])
def test_similarities_are_those_of_scikit_image(side, precision, tolerance):
    generator = np.random.default_rng(side)
    image = generator.uniform(0, 255, (side, side))
    others = [image, image + generator.normal(0, 20, image.shape), np.zeros_like(image)]
    expected = [structural_similarity(image, other, data_range=255) for other in others]
    found = structural_similarities(image.astype(precision), others, 255)
    np.testing.assert_allclose(found, expected, atol=tolerance)
