"""Turned patterns whose symmetry is known: radial ones, and those of m lobes of either sign."""

import numpy as np
import pytest

from analysis.meaning.turns import (
    SAME,
    TurnedCodes,
    Turns,
    _behaviour,
    behave,
    eighth_turn,
    enough_to_turn,
    inscribed,
    turn,
)

SIDE, COUNT = 32, 40
ROW, COLUMN = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
RADIUS, ANGLE = np.hypot(ROW, COLUMN), np.arctan2(-ROW, COLUMN)


def pattern(m, phase=0.0):
    """A smooth pattern of m lobes of either sign around the middle, of unit norm."""
    image = (RADIUS / 5) ** m * np.exp(-((RADIUS / 5) ** 2)) * np.cos(m * ANGLE - phase)
    return image / np.linalg.norm(image)


def turned(patterns, mixing=None, noise=0.0):
    """Coordinates along patterns, or along mixtures of them, of galaxies that are made of these."""
    generator = np.random.default_rng(1)
    patterns = np.array(patterns)
    mixing = np.eye(len(patterns)) if mixing is None else np.array(mixing)
    images = np.tensordot(generator.normal(size=(COUNT, len(patterns))), patterns, 1)
    images += noise * generator.normal(size=images.shape)
    return turn(lambda some: np.einsum("nij,kij->nk", some, patterns) @ mixing, images)


def behaving(codes) -> Turns:
    """What `behave` makes of enough images."""
    found = behave(codes)
    assert found is not None
    return found


def told(codes):
    return [(one.behaviour, one.partner) for one in behaving(codes).coordinates]


SINE = np.pi / 2
RADIAL, LONG, SLANTED = pattern(0), pattern(2), pattern(2, SINE)


def test_an_eighth_of_a_turn_is_half_a_quarter_and_leaves_the_corners():
    image = np.random.default_rng(2).normal(size=(1, SIDE, SIDE))
    corners = ~inscribed(SIDE)
    np.testing.assert_array_equal(eighth_turn(image)[:, corners], image[:, corners])
    assert 0.7 < inscribed(SIDE).mean() < np.pi / 4
    smooth = (pattern(1) + pattern(3, 0.4))[None]
    np.testing.assert_allclose(
        eighth_turn(eighth_turn(smooth)), np.rot90(smooth, axes=(1, 2)), atol=1e-3
    )


def test_all_positions_are_turned():
    images = np.random.default_rng(3).normal(size=(5, SIDE, SIDE))
    codes = turn(lambda some: some.reshape(len(some), -1), images)
    quarter = np.rot90(codes.before.reshape(-1, SIDE, SIDE), axes=(1, 2))
    np.testing.assert_array_equal(codes.quarter.reshape(-1, SIDE, SIDE), quarter)


def test_of_copies_nothing_is_told():
    images = np.repeat(np.random.default_rng(4).normal(size=(2, SIDE, SIDE)), 40, axis=0)
    codes = turn(lambda some: some[:, :3, 0], images)
    assert codes.images == 2
    assert behave(codes) is None


@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_radial_light_stays_and_a_quadrupole_comes_in_a_pair(noise):
    codes = turned([RADIAL, LONG, SLANTED], noise=noise)
    assert told(codes) == [
        ("symmetric", None),
        ("quadrupole pair", 3),
        ("quadrupole pair", 2),
    ]
    assert [one.index for one in behaving(codes).quadrupoles] == [2]
    assert behaving(codes).exchanges == ()


def test_half_of_a_quadrupole_is_one_without_a_partner():
    assert told(turned([LONG, RADIAL])) == [("quadrupole", None), ("symmetric", None)]


def test_one_lobe_and_four():
    found = told(turned([pattern(1), pattern(1, SINE), pattern(4)]))
    assert found == [("odd pair", 2), ("odd pair", 1), ("fourfold", None)]


@pytest.mark.parametrize(
    ("sign", "behaviour"), [(1, "exchanged"), (-1, "exchanged with opposite sign")]
)
def test_sum_and_difference_of_what_stays_and_what_changes_its_sign(sign, behaviour):
    codes = turned([RADIAL, LONG], [[1, sign], [-1, sign]])
    assert told(codes) == [(behaviour, 2), (behaviour, 1)]
    assert [one.partner for one in behaving(codes).exchanges] == [2]


def test_what_is_everything_at_once_is_mixed():
    mixing = np.linalg.qr([[1.0, 1, 1], [1, -1, 0.5], [1, 0.5, -1]])[0]
    assert ("mixed", None) in told(turned([RADIAL, LONG, SLANTED], mixing))


def test_what_has_a_behaviour_of_its_own_is_no_partner():
    """Correlations of a training of the real galaxies, whose second latent stays."""
    quarter = np.array([[-0.3, -0.75], [-0.75, 0.9]])
    first, second = (_behaviour(quarter, quarter, index) for index in range(2))
    assert (first, second[1]) == (("mixed", None), None)


def test_what_is_the_same_for_all_is_not_told():
    codes = turned([RADIAL, LONG], [[1, 0], [0, 0]])
    assert told(codes) == [("symmetric", None), (None, None)]
    assert np.isnan(behaving(codes).coordinates[0].quarter[1])


def test_few_images_tell_nothing():
    few = np.random.default_rng(4).normal(size=(16, 4))
    assert behave(TurnedCodes(4, few, few, few)) is None
    assert behave(TurnedCodes(32, few[:, :0], few[:, :0], few[:, :0])) is None
    assert [enough_to_turn(images, 4) for images in (4, 32)] == [False, True]


def test_numbers_that_have_nothing_to_do_with_each_other_are_mixed():
    generator = np.random.default_rng(5)
    codes = TurnedCodes(32, *generator.normal(size=(3, 128, 4)))
    assert told(codes) == [("mixed", None)] * 4
    assert behaving(codes).same == SAME
