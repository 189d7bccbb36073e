import numpy as np

from analysis.images.bands import identify_bands
from analysis.images.copies import first_ones

GENERATOR = np.random.default_rng(61)


def test_what_was_measured_tells_copies_apart():
    sizes, errors = GENERATOR.integers(3, 6, 40), GENERATOR.random(40)
    np.testing.assert_array_equal(first_ones(sizes, errors), np.arange(40))
    order = GENERATOR.permutation(np.repeat(np.arange(40), 3))
    once = first_ones(sizes[order], errors[order] * (1 + 1e-9 * GENERATOR.random(120)))
    np.testing.assert_array_equal(once, np.sort(np.unique(order, return_index=True)[1]))
    assert first_ones(np.zeros(5), np.full(5, -0.0)).tolist() == [0]


def test_copies_of_a_few_galaxies_do_not_decide_the_bands():
    above = 50 + np.outer(GENERATOR.random(5), (120, 80, 60))
    few = identify_bands(np.tile(above, (40, 1)))
    assert few.names[0] == "channel 0"
    assert few.red_first == 200
    assert few.p_value == identify_bands(above).p_value == 2 * 0.5**5
