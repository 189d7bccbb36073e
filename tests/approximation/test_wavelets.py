import numpy as np
import pytest
from skimage.data import camera

from analysis.approximation.wavelets import approximate, approximation_coefficients, pyramid
from analysis.images.greyscale import block_average

IMAGE = camera().astype(float)[:256, :256]


@pytest.mark.parametrize("wavelet", ["haar", "db4"])
@pytest.mark.parametrize("level", [1, 2])
def test_exactly_a_quarter_and_a_sixteenth_of_the_numbers_are_kept(wavelet, level):
    coefficients = approximation_coefficients(IMAGE, wavelet, level)
    assert coefficients.size == IMAGE.size // 4**level


@pytest.mark.parametrize("level", [1, 2, 3])
def test_haar_averages_are_block_averages(level):
    blocks = block_average(IMAGE, 2**level)
    np.testing.assert_allclose(
        approximate(IMAGE, "haar", level), np.kron(blocks, np.ones((2**level, 2**level)))
    )


@pytest.mark.parametrize("wavelet", ["haar", "db4"])
def test_the_error_is_the_power_of_the_discarded_coefficients(wavelet):
    """Parseval: an orthogonal transform conserves the sum of squares."""
    coefficients = pyramid(IMAGE, wavelet, 2)
    assert np.sum(coefficients**2) == pytest.approx(np.sum(IMAGE**2))
    discarded = coefficients.copy()
    discarded[:64, :64] = 0
    residual = IMAGE - approximate(IMAGE, wavelet, 2)
    assert np.sum(residual**2) == pytest.approx(np.sum(discarded**2))


@pytest.mark.parametrize("wavelet", ["haar", "db4"])
def test_approximating_twice_changes_nothing(wavelet):
    once = approximate(IMAGE, wavelet, 1)
    np.testing.assert_allclose(approximate(once, wavelet, 1), once, atol=1e-9)


def test_db4_keeps_cubic_surfaces_away_from_the_border():
    x = np.linspace(-1, 1, 128)
    surface = x[:, None] ** 3 - 2 * x[None, :] ** 2 + x[:, None] * x[None, :]
    inside = slice(32, 96)
    residual = (surface - approximate(surface, "db4", 2))[inside, inside]
    assert np.abs(residual).max() < 1e-12
    haar = (surface - approximate(surface, "haar", 2))[inside, inside]
    assert np.abs(haar).max() > 1e-3
