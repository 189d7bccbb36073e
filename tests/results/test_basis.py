"""The basis of galaxies whose symmetry is known."""

import numpy as np

from analysis.results.basis import share_basis

SIDE, GALAXIES = 32, 160


def galaxies(count=GALAXIES):
    """Round light of random brightness, drawn out at random angles, all in 0 to 255."""
    generator = np.random.default_rng(1)
    row, column = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    round_light = np.exp(-(np.hypot(row, column) ** 2) / 40)
    drawn_out = np.stack([column**2 - row**2, -2 * row * column]) / 80 * round_light
    bright = generator.uniform(20, 200, (count, 1, 1))
    return bright * round_light + np.tensordot(15 * generator.normal(size=(count, 2)), drawn_out, 1)


def test_round_light_stays_and_elongation_is_a_pair():
    turns = share_basis(galaxies(), 0).turns
    assert turns is not None
    found = [(one.behaviour, one.partner) for one in turns.coordinates]
    assert found == [("symmetric", None), ("quadrupole pair", 3), ("quadrupole pair", 2)]
    assert turns.images == GALAXIES // 8


def test_few_galaxies_do_not_tell_what_turns_do():
    assert share_basis(galaxies(24), 0).turns is None


def test_copies_of_one_galaxy_have_nothing_to_turn():
    assert share_basis(np.repeat(np.round(galaxies(1)), GALAXIES, axis=0), 0).turns is None
