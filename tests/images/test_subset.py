import numpy as np
import pytest

from analysis.images.subset import MOST, evenly_spread


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
