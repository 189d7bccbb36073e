import numpy as np
import pytest
from scipy.stats import t, ttest_1samp

from analysis.meaning.explained import FOLDS, explain, p_value
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
    assert (line.ahead, line.p_value < 1e-3) == (COEFFICIENTS, True)
    assert len(of(line, LATENTS, "linear").folds) == FOLDS


def test_a_ring_is_found_by_the_non_linear_regression_alone(explained):
    ring = explained["ring"]
    assert of(ring, LATENTS, "linear").mean < 0.1
    assert of(ring, LATENTS, "non-linear").mean > 0.6
    assert (ring.ahead, ring.p_value < 1e-3) == (LATENTS, True)
    assert np.array_equal(ring.best(LATENTS).folds, of(ring, LATENTS, "non-linear").folds)
    assert not ring.unexplained


def test_chance_explains_nothing_of_galaxies_that_were_not_fitted(explained):
    nothing = explained["nothing"]
    assert nothing.unexplained
    assert all(item.mean < 0.1 for item in nothing.explained)


def test_folds_that_share_galaxies_are_no_independent_samples():
    """The variance of the mean is k (1/k + 1/(k - 1)) times that of Student's test."""
    difference = np.array([0.3, 0.1, 0.2, 0.25, 0.05])
    naive = ttest_1samp(difference, 0).statistic
    assert p_value(difference) == pytest.approx(2 * t.sf(naive / np.sqrt(9 / 4), 4))
    assert p_value(difference) == p_value(-difference)
    assert p_value(np.zeros(5)) == 1
    assert p_value(np.ones(5)) == 0


def test_a_choice_within_the_training_galaxies_takes_no_luck_for_skill():
    """Of noise, the better of two scores is chosen on what scores it, or not."""
    generator = np.random.default_rng(8)
    features = generator.normal(size=(60, 4))
    noise = {f"noise {k}": generator.normal(size=60) for k in range(40)}
    found = explain({LATENTS: features}, noise).values()
    lucky = np.mean([np.maximum(each[0].folds, each[1].folds) for each in found])
    chosen = np.mean([each[2].folds for each in found])
    single = np.mean([each[0].folds for each in found]), np.mean([each[1].folds for each in found])
    assert chosen < lucky
    assert min(single) - 0.05 < chosen < max(single) + 0.05


@pytest.mark.parametrize(("galaxies", "parts"), [(8, 2), (16, 4), (19, 4), (20, 5), (250, 5)])
def test_every_fold_of_a_small_set_has_four_galaxies(galaxies, parts):
    generator = np.random.default_rng(5)
    features = {LATENTS: generator.normal(size=(galaxies, 4))}
    found = explain(features, {"a": generator.normal(size=galaxies)})
    assert {len(item.folds) for item in found["a"]} == {parts}
