import numpy as np
import pytest

from analysis.images.split import MOST, carried, evenly_spread, set_aside, split


@pytest.mark.parametrize(
    ("galaxies", "test"), [(16, 4), (30, 4), (48, 6), (160, 20), (256, 32), (9999, 32)]
)
def test_an_eighth_is_tested_on_within_limits(galaxies, test):
    assert set_aside(galaxies) == test
    parts = split(np.arange(galaxies))
    assert [len(part) for part in parts] == [test, galaxies - test]


@pytest.mark.parametrize(
    ("different", "dimensions"),
    [(1, (4,)), (5, (4,)), (16, (4,)), (17, (4, 16)), (129, (4, 16, 128))],
)
def test_copies_carry_no_dimensions(different, dimensions):
    images = np.random.default_rng(0).random((different, 4, 4))
    assert carried(np.concatenate([images, images])) == dimensions
    assert carried(images, (1, 2, 4, 64)) == (1, 2, 4, 64)[: 4 if different > 64 else 3]


@pytest.mark.parametrize("number", [3, MOST])
def test_all_galaxies_of_a_small_set(number):
    np.testing.assert_array_equal(evenly_spread(number, 1), np.arange(number))


@pytest.mark.parametrize("galaxy", [0, 27, 1025, 9998, 9999])
@pytest.mark.parametrize("number", [MOST + 1, 2000, 10_000])
def test_galaxies_of_a_large_set_are_spread_over_it_with_the_chosen_one(number, galaxy):
    galaxy = min(galaxy, number - 1)
    indices = evenly_spread(number, galaxy)
    assert len(indices) == MOST
    assert galaxy in indices
    steps = np.diff(indices)
    assert steps.min() > 0
    assert steps.max() <= 2 * np.ceil(number / MOST)
    assert indices[0] < steps.max()
    assert indices[-1] >= number - steps.max()
