from itertools import permutations

import numpy as np
import pytest
from scipy.stats import spearmanr

from analysis.meaning.associations import (
    associate,
    detectable,
    each_once,
    rank_correlation,
    varies,
)


@pytest.fixture(scope="module")
def population():
    generator = np.random.default_rng(10)
    size, angle, nothing = generator.normal(size=(3, 300))
    components = {"first": size + 0.2 * generator.normal(size=300), "second": nothing}
    properties = {"size": np.exp(size), "angle": angle}
    return components, properties


def test_correlations_are_scipys_and_find_the_planted_one(population):
    components, properties = population
    table = {(a.component, a.property): a for a in associate(components, properties)}
    planted = table["first", "size"]
    assert planted.rho == pytest.approx(
        spearmanr(components["first"], properties["size"]).statistic
    )
    assert planted.rho > 0.9
    assert planted.p_corrected < 1e-10
    assert planted.low < planted.rho < planted.high
    others = [item for key, item in table.items() if key != ("first", "size")]
    assert all(item.p_corrected > 0.05 for item in others)


def test_a_galaxy_is_left_out_where_it_is_not_measured_and_only_there(population):
    components, properties = population
    spoilt = {name: values.copy() for name, values in properties.items()}
    spoilt["angle"][:50] = np.nan
    table = {(a.component, a.property): a for a in associate(components, spoilt)}
    for name, kept in (("size", slice(None)), ("angle", slice(50, None))):
        for component, values in components.items():
            expected = spearmanr(values[kept], properties[name][kept]).statistic
            assert table[component, name].rho == pytest.approx(expected)


def test_intervals_cover_the_truth_about_as_often_as_they_say():
    """The rank correlation of a bivariate normal is 6 / pi asin(rho / 2)."""
    generator, rho, covered = np.random.default_rng(11), 0.6, 0
    truth = 6 / np.pi * np.arcsin(rho / 2)
    for _ in range(40):
        a, b = generator.multivariate_normal([0, 0], [[1, rho], [rho, 1]], 150).T
        (item,) = associate({"a": a}, {"b": b})
        covered += item.low < truth < item.high
    assert 33 <= covered <= 40


def test_what_few_galaxies_have_or_all_alike_is_not_tested():
    few = np.full(100, np.nan)
    few[:29] = np.arange(29)
    assert not varies(few)
    few[29] = 29
    assert varies(few)
    assert not varies(np.full(100, 3.0))
    assert not varies(np.full(100, np.nan))


def test_half_of_a_small_set_is_enough_if_it_is_eight():
    for galaxies, enough in ((16, 8), (30, 15), (60, 30), (12, 8)):
        values = np.full(galaxies, np.nan)
        values[:enough] = np.arange(enough)
        assert varies(values)
        values[0] = np.nan
        assert not varies(values)


def test_what_does_not_differ_has_no_correlation_and_counts_as_no_test(population):
    components, properties = population
    table = associate(components | {"constant": np.ones(300)}, properties)
    assert table[:4] == associate(components, properties)
    for item in table[4:]:
        assert np.isnan([item.rho, item.low, item.high, item.p_corrected]).all()
        assert (item.known, item.significant, item.magnitude) == (False, False, 0)


@pytest.mark.parametrize(("galaxies", "tests"), [(16, 120), (30, 1), (256, 132)])
def test_a_correlation_is_significant_from_where_it_is_said_to_be(galaxies, tests):
    ranks = np.arange(galaxies)
    generator = np.random.default_rng(4)
    limit = detectable(galaxies, tests)
    seen = [
        spearmanr(ranks, ranks + s * generator.normal(size=galaxies))
        for s in np.geomspace(1, 30 * galaxies, 90)
    ]
    assert {test.pvalue * tests < 0.05 for test in seen} == {True, False}
    for test in seen:
        assert (test.pvalue * tests < 0.05) == (abs(test.statistic) > limit)


def test_intervals_of_few_galaxies_forget_samples_of_one_alone():
    (item,) = associate({"a": np.array([0, 0, 0, 0, 0, 0, 0, 1.0])}, {"b": np.arange(8.0)})
    assert np.isfinite([item.low, item.high]).all()
    assert 0 < item.low < item.high


def test_copies_of_a_galaxy_have_no_properties_of_their_own():
    generator = np.random.default_rng(81)
    measured = {name: generator.random(40) for name in "abc"}
    measured["b"][3] = np.nan
    measured["c"][20:] = measured["c"][20]  # agrees where galaxies differ
    order = np.concatenate([np.arange(40), generator.integers(0, 40, 60)])
    found = each_once({name: values[order] for name, values in measured.items()})
    for name, values in measured.items():
        np.testing.assert_array_equal(found[name][:40], values)
        assert np.isnan(found[name][40:]).all()


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_few_that_agree_are_no_proof(number):
    order = np.arange(number)
    for second in (order**2, -order):
        rho, p = rank_correlation(order, second)
        agree = [
            abs(rank_correlation(order, np.array(each))[0]) > 1 - 1e-9
            for each in permutations(order)
        ]
        assert abs(rho) == pytest.approx(1)
        assert p == pytest.approx(np.mean(agree))
    assert rank_correlation(np.arange(400.0), np.arange(400.0))[1] < 1e-300
