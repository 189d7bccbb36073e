"""Galaxies that a smooth ellipse describes, beside rivals whose errors are known."""

import numpy as np
import pytest

from analysis.comparison.galaxy_model import GalaxyModel
from analysis.results.galaxy_model import fit_galaxy_model

SIDE, NOISE = 16, 0.01


@pytest.fixture(scope="module")
def galaxies() -> tuple[np.ndarray, np.ndarray]:
    """The galaxies with noise, and without."""
    generator = np.random.default_rng(3)
    numbers = generator.uniform((0.4, 3, -0.3, -0.3), (0.8, 5, 0.3, 0.3), (30, 4))
    clean = np.array([GalaxyModel(1.0, 0.05).draw(each, SIDE) for each in numbers])
    return clean + generator.normal(0, NOISE, clean.shape), clean


def test_it_is_ahead_of_whoever_misses_more_and_behind_whoever_misses_less(galaxies):
    noisy, clean = galaxies
    training, test = noisy[12:], noisy[:12]
    others = {
        "worse": clean[:12] + 0.05,
        "better": clean[:12] + 0.9 * (test - clean[:12]),
        "same": clean[:12],
    }
    found = fit_galaxy_model(training, test, others)
    # Of 256 values with noise, four are fitted.
    assert found.test_mse == pytest.approx(NOISE**2 * (1 - 4 / SIDE**2), rel=0.1)
    assert found.chosen_on == 18
    assert [rival.name for rival in found.rivals] == ["worse", "same", "better"]
    assert found.ahead_of[0].name == "worse"
    assert found.behind[-1].name == "better"
    assert found.behind[-1].saved == pytest.approx(0.99, abs=0.01)


def test_two_bases_that_cannot_be_told_apart(galaxies):
    noisy, _ = galaxies
    test = noisy[:12]
    found = fit_galaxy_model(noisy[12:], test, {"itself": test})
    assert [rival.name for rival in found.behind] == ["itself"]
    assert found.level_with == ()
