"""How bright images are shown."""

import numpy as np
import pytest

from analysis.images.display import white_level


def test_a_hundredth_of_the_pixels_is_white():
    image = np.random.default_rng(1).exponential(30, (200, 200))
    assert np.mean(image > white_level(image)) == pytest.approx(0.01, abs=1e-4)


def test_a_star_does_not_darken_what_is_faint():
    image = np.random.default_rng(2).uniform(0, 60, (64, 64))
    with_star = image.copy()
    with_star[30:33, 30:33] = 255
    assert white_level(with_star) < 1.05 * white_level(image)


@pytest.mark.parametrize(("images", "white"), [(np.zeros((4, 4)), 1.0), (np.eye(20), 1.0)])
def test_of_images_that_are_nearly_all_black_the_brightest_pixel_is_white(images, white):
    assert white_level(images) == white
