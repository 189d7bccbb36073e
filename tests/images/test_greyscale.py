import numpy as np
import pytest
from skimage.measure import block_reduce

from analysis.images.greyscale import block_average, greyscale, largest_block, white_level
from analysis.runtime.errors import InputError


def test_greyscale_is_the_mean_of_the_bands_without_overflow():
    image = np.full((2, 2, 3), 250, np.uint8)
    image[0, 0] = (250, 251, 255)
    np.testing.assert_array_equal(greyscale(image), [[252, 250], [250, 250]])


@pytest.mark.parametrize("p", [1, 2, 4, 8, 16])
def test_block_average_agrees_with_scikit_image_and_preserves_the_mean(p):
    images = np.random.default_rng(0).uniform(0, 255, (3, 48, 48))
    averaged = block_average(images, p)
    np.testing.assert_allclose(averaged, block_reduce(images, (1, p, p), np.mean))
    np.testing.assert_allclose(averaged.mean(axis=(1, 2)), images.mean(axis=(1, 2)))


@pytest.mark.parametrize("p", [0, -2, 5, 96])
def test_a_factor_that_does_not_divide_is_refused(p):
    with pytest.raises(InputError, match="48 x 48"):
        block_average(np.zeros((1, 48, 48)), p)


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


@pytest.mark.parametrize(("side", "block"), [(128, 2), (32, 1), (113, 1), (224, 2), (256, 4)])
def test_blocks_divide_every_side_and_leave_enough(side, block):
    assert largest_block(side, 64) == block
