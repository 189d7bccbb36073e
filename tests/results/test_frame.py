"""The frame's directions and properties, where both are known."""

import numpy as np

from analysis.meaning.turns import TurnedCodes
from analysis.results.frame import describe_frame

GALAXIES, UNKNOWN = 256, 3


def described(galaxies=GALAXIES, properties=None, constant=False):
    """Two latents that mix what stays with what changes its sign, and one that says nothing."""
    generator = np.random.default_rng(1)
    signals = generator.normal(size=(galaxies, 3)) * (3, 1, 1)
    mixing = np.array([[1, 1, 0], [-1, 1, 0], [0, 0, 1]])
    codes = (signals @ mixing) * (not constant)
    noise = 0.2 * generator.normal(size=(2, galaxies))
    if properties is None:
        properties = {"size": signals[:, 0] + noise[0], "shape": -signals[:, 1] + noise[1]}
    tested = min(32, galaxies // 8)
    one, other = signals[:tested], signals[:tested] * (1, -1, 1)
    positions = (np.concatenate([a, b, a, b]) @ mixing for a, b in ((one, other), (other, one)))
    before, quarter = positions
    return describe_frame(codes, properties, TurnedCodes(tested, before, quarter, before))


def test_each_direction_goes_with_its_property_on_other_galaxies():
    frame = described()
    assert (frame.fitted, frame.tested) == (GALAXIES - 32, 32)
    found = {one.leading.property: one for one in frame.directions[:2]}
    assert {*found} == {"size", "shape"}
    assert all(one.leading.rho > 0.9 for one in found.values())
    np.testing.assert_allclose(np.abs(found["size"].weights), (0.53, 0.53, 0), atol=0.1)
    behaviours = {
        one.leading.property: turned.behaviour
        for one, turned in zip(frame.directions, frame.turns.coordinates, strict=True)
    }
    assert (behaviours["size"], frame.turns.coordinates[2].behaviour) == ("symmetric", "symmetric")
    assert [one.index for one in frame.named] == [1, 2]
    assert frame.unnamed == (UNKNOWN,)


def test_a_single_property_has_no_second():
    generator = np.random.default_rng(2)
    frame = described(properties={"chance": generator.normal(size=GALAXIES)})
    assert [one.following for one in frame.directions] == [None] * 3
    assert frame.named == ()


def test_a_property_that_too_few_of_the_others_have_is_not_tested():
    values = np.random.default_rng(3).normal(size=GALAXIES)
    values[:30] = np.nan
    frame = described(properties={"rare": values})
    assert all(np.isnan(one.leading.rho) and not one.significant for one in frame.directions)


def test_where_nothing_can_be_told_there_is_no_frame():
    assert described(galaxies=16, properties={"any": np.arange(16.0)}) is None
    assert described(properties={}) is None
    assert described(constant=True) is None
