"""Contests in bits: between settings, outside them, and who takes part."""

import numpy as np
import pytest

from analysis.approximation.codecs.coded import Coded
from analysis.comparison.bits import RATES, at_rates, bit_contests, bit_curve

PIXELS = 4096
GALAXIES = 20
NORMS = np.full(GALAXIES, 1000.0)


def power_law(name, constant, coarsest=2.0**-12, positions=None):
    """Errors constant / rate, on settings that fall between the rates that are compared."""
    rates = coarsest * 3.0 ** np.arange(12)
    galaxy = np.random.default_rng(1).uniform(1, 2, size=(GALAXIES, 1))
    bits = np.tile(rates * PIXELS, (GALAXIES, 1))
    errors = NORMS[:, None] * galaxy * constant / rates
    return Coded(name, bits, errors**2, None if positions is None else positions * bits)


def measured(*coded):
    return [at_rates(each, NORMS, PIXELS) for each in coded]


def test_a_power_law_is_met_between_settings():
    (found,) = measured(power_law("a", 0.01))
    np.testing.assert_allclose(found.errors[:, 4] * RATES[4], found.errors[:, 7] * RATES[7])
    median = np.median(np.random.default_rng(1).uniform(1, 2, size=GALAXIES))
    curve = bit_curve(found, PIXELS)
    np.testing.assert_allclose(curve.relative_error, 0.01 * median / RATES)
    assert curve.bits[-1] == 2 * PIXELS


def test_what_takes_more_bits_at_its_coarsest_does_not_take_part():
    coded = power_law("a", 0.01), power_law("b", 0.02), power_law("coarse", 0.001, 0.1)
    contests = {item.part: item for item in bit_contests(measured(*coded), PIXELS)}
    assert list(contests[4].relative_error) == ["coarse", "a", "b"]
    assert list(contests[16].relative_error) == ["a", "b"]
    assert contests[16].bytes == 32
    assert (contests[16].lead.verdict, contests[16].lead.pairs) == ("first", GALAXIES // 2)
    curve = bit_curve(measured(*coded)[2], PIXELS)
    assert (curve.fewest_bits, curve.error_at_fewest) == (512, curve.relative_error[7])


def test_one_way_alone_is_no_contest():
    coded = power_law("a", 0.01), power_law("coarse", 0.001, 0.1)
    assert [item.part for item in bit_contests(measured(*coded), PIXELS)] == [1, 4]


def test_more_bits_than_the_last_setting_s_change_nothing():
    coded = power_law("a", 0.01)
    short = Coded("a", coded.bits[:, :4], coded.squared_errors[:, :4])
    (found,) = measured(short)
    assert (found.errors[:, -1] == found.errors[:, -2]).all()
    np.testing.assert_allclose(found.errors[:, -1], np.sqrt(short.squared_errors[:, -1]) / NORMS)


def test_a_setting_of_more_bits_and_a_larger_error_is_not_used():
    coded = power_law("a", 0.01)
    errors = coded.squared_errors.copy()
    errors[:, 6] *= 100
    (found,) = measured(Coded("a", coded.bits, errors))
    assert (np.diff(found.errors, axis=1) <= 0).all()


def test_the_share_of_positions_is_that_of_the_rate():
    (contest, *_) = bit_contests(
        measured(power_law("a", 0.01, positions=0.4), power_law("b", 0.02)), PIXELS
    )
    assert contest.positions == {"a": pytest.approx(0.4)}


def test_an_image_without_coefficients_and_an_exact_one_have_logarithms():
    nothing = Coded("a", np.zeros((GALAXIES, 2)), np.zeros((GALAXIES, 2)))
    (found,) = measured(nothing)
    assert np.isfinite(found.errors).all()
    assert (found.errors < 1e-6).all()
