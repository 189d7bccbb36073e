import numpy as np
import pytest

from analysis.meaning.explained import FOLDS, explain
from analysis.results.interpretation import COEFFICIENTS, LATENTS, Together


@pytest.fixture(scope="module")
def explained():
    generator = np.random.default_rng(3)
    latents, coefficients = generator.normal(size=(2, 250, 4))
    properties = {
        "line": coefficients[:, 0] + 0.2 * generator.normal(size=250),
        "ring": np.hypot(latents[:, 0], latents[:, 1]) + 0.1 * generator.normal(size=250),
        "nothing": generator.normal(size=250),
    }
    properties["line"][:30] = np.nan
    found = explain({LATENTS: latents, COEFFICIENTS: coefficients}, properties)
    return {name: Together(name, 250, items) for name, items in found.items()}


def of(together, features, regression):
    (item,) = [
        item
        for item in together.explained
        if (item.features, item.regression) == (features, regression)
    ]
    return item


def test_a_line_is_found_by_both_regressions(explained):
    line = explained["line"]
    assert of(line, COEFFICIENTS, "linear").mean > 0.85
    assert of(line, COEFFICIENTS, "non-linear").mean > 0.85
    assert of(line, LATENTS, "linear").mean < 0.1
    assert line.winner == COEFFICIENTS
    assert len(of(line, LATENTS, "linear").folds) == FOLDS


def test_a_ring_is_found_by_the_non_linear_regression_alone(explained):
    ring = explained["ring"]
    assert of(ring, LATENTS, "linear").mean < 0.1
    assert of(ring, LATENTS, "non-linear").mean > 0.6
    assert ring.winner == LATENTS
    assert not ring.unexplained


def test_chance_explains_nothing_of_galaxies_that_were_not_fitted(explained):
    nothing = explained["nothing"]
    assert nothing.unexplained
    assert all(item.mean < 0.1 for item in nothing.explained)


@pytest.mark.parametrize(("galaxies", "parts"), [(8, 2), (16, 4), (19, 4), (20, 5), (250, 5)])
def test_every_fold_of_a_small_set_has_four_galaxies(galaxies, parts):
    generator = np.random.default_rng(5)
    features = {LATENTS: generator.normal(size=(galaxies, 4))}
    found = explain(features, {"a": generator.normal(size=galaxies)})
    assert {len(item.folds) for item in found["a"]} == {parts}
