import pytest

from report.numbers import (
    duration,
    fixed,
    integer,
    listed,
    p_value,
    percent,
    probability,
    scientific,
    signed,
    significant,
)

THIN, MINUS = "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.0036, 3, "0.00360"),
        (0.0036, 2, "0.0036"),
        (9.996, 3, "10.0"),
        (0.09996, 3, "0.100"),
        (1234.5, 3, "1230"),
        (123456, 3, f"123{THIN}000"),
        (-0.5, 1, f"{MINUS}0.5"),
        (0, 3, "0"),
        (float("inf"), 3, "\u2013"),
        (float("nan"), 3, "\u2013"),
    ],
)
def test_significant_digits(value, digits, expected):
    assert significant(value, digits) == expected


def test_thousands_are_set_apart_from_five_digits_on():
    assert integer(4096) == "4096"
    assert integer(65536) == f"65{THIN}536"
    assert fixed(-1234567.891, 1) == f"{MINUS}1{THIN}234{THIN}567.9"


def test_signs():
    assert signed(0.814) == "+0.81"
    assert signed(-0.814) == f"{MINUS}0.81"
    assert signed(0.004) == signed(-0.004) == "0.00"
    assert fixed(-0.001) == "0.00"


def test_shares_and_probabilities():
    assert percent(0.125) == "12.5%"
    assert p_value(0.0321) == "*p* = 0.032"
    assert p_value(1e-9) == "*p* < 0.001"


def test_powers_of_ten():
    assert scientific(0.00357, 3) == r"$3.57\times10^{-3}$"
    assert scientific(-99.6, 2) == r"$-1.0\times10^{2}$"


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.424, "0.42 s"), (31.2, "31 s"), (245.2, "4 min 5 s")]
)
def test_durations(seconds, expected):
    assert duration(seconds) == expected


def test_probabilities_in_columns():
    assert probability(0.0321) == "0.032"
    assert probability(1e-9) == "<\N{NO-BREAK SPACE}0.001"


def test_things_are_listed():
    assert listed(["a"]) == "a"
    assert listed([1, 2]) == "1 and 2"
    assert listed(["a", "b", "c"], str.upper) == "A, B and C"
