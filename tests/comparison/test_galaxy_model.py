"""Four numbers of a galaxy whose four numbers are known."""

import numpy as np
import pytest
from astropy.modeling.models import Sersic2D

from analysis.comparison.galaxy_model import GalaxyModel, choose_model

SIDE = 32
GALAXIES = np.array(
    [(0.5, 5.0, 0.0, 0.0), (0.3, 7.0, 0.3, -0.2), (0.8, 4.0, -0.4, 0.1), (0.6, 9.0, 0.1, 0.5)]
)


@pytest.mark.parametrize("index", [0.7, 2.0])
@pytest.mark.parametrize("numbers", GALAXIES)
def test_a_galaxy_is_drawn_as_astropy_draws_it(index, numbers):
    brightness, size, e1, e2 = numbers
    modulus, angle = np.hypot(e1, e2), np.arctan2(e2, e1) / 2
    axis_ratio = (1 - modulus) / (1 + modulus)
    model = Sersic2D(
        amplitude=1,
        r_eff=size / np.sqrt(axis_ratio),
        n=index,
        x_0=(SIDE - 1) / 2,
        y_0=(SIDE - 1) / 2,
        ellip=1 - axis_ratio,
        theta=angle,
    )
    x, y = np.meshgrid(np.arange(SIDE), np.arange(SIDE)[::-1])
    expected = model(x, y)
    # The series for b, and the constant in front, which is that of the half-light radius there.
    b = 2 * index - 1 / 3 + 4 / (405 * index)
    found = GalaxyModel(index, 0.1).draw(numbers, SIDE)
    np.testing.assert_allclose(found, 0.1 + brightness * expected * np.exp(-b), rtol=0.02)


@pytest.fixture(scope="module")
def truth() -> tuple[GalaxyModel, np.ndarray]:
    model = GalaxyModel(index=1.3, sky=0.07)
    return model, np.array([model.draw(numbers, SIDE) for numbers in GALAXIES])


def test_the_four_numbers_are_found(truth):
    model, images = truth
    np.testing.assert_allclose(model.fit(images), GALAXIES, rtol=1e-2, atol=1e-3)


def test_the_common_profile_is_found(truth):
    model, images = truth
    generator = np.random.default_rng(0)
    found = choose_model(images + generator.normal(0, 0.003, images.shape))
    assert found.index == pytest.approx(model.index, rel=0.03)
    assert found.sky == pytest.approx(model.sky, abs=0.003)


def test_noise_makes_the_numbers_uncertain_by_what_theory_says(truth):
    """Deviations over Cramer and Rao's bound have a mean square of about one."""
    model, images = truth
    sigma, draws, numbers = 0.02, 40, GALAXIES[1]
    generator = np.random.default_rng(1)
    noisy = images[1] + generator.normal(0, sigma, (draws, SIDE, SIDE))
    steps = 1e-4 * np.eye(4)
    slopes = [
        (model.draw(numbers + step, SIDE) - model.draw(numbers - step, SIDE)) / 2e-4
        for step in steps
    ]
    jacobian = np.array(slopes).reshape(4, -1)
    bound = sigma**2 * np.linalg.inv(jacobian @ jacobian.T)
    deviations = model.fit(noisy) - numbers
    squares = np.einsum("ni,ij,nj->n", deviations, np.linalg.inv(bound), deviations) / 4
    assert squares.mean() == pytest.approx(1, abs=0.35)


def test_an_image_without_a_galaxy(truth):
    model, _ = truth
    blank = np.full((1, SIDE, SIDE), model.sky)
    assert np.abs(model.residuals(blank)).max() < 1e-4
