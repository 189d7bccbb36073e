import numpy as np
import pytest

from analysis.images.split import carried, set_aside, split


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
