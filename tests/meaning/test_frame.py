"""The frame that goes with properties, where it is known, and varimax where it can be scanned."""

import numpy as np
import pytest

from analysis.meaning.frame import fit_frame, loadings_of, varimax

GALAXIES = 300


@pytest.fixture
def signals():
    return np.random.default_rng(1).normal(size=(GALAXIES, 3)) * (1, 5, 0.2)


def properties_of(signals):
    """Some that go with one signal each, one twice, and one that not all galaxies have."""
    first, second, third = signals.T
    third = np.where(np.arange(GALAXIES) % 5, third, np.nan)
    noise = np.random.default_rng(2).normal(size=GALAXIES)
    return {"a": first + 0.1 * noise, "b": second**3, "b again": -second, "c": third + 0.1 * noise}


def mixed(signals):
    return signals @ np.random.default_rng(3).normal(size=(3, 3)) + 7


def test_signals_come_back_from_a_mixture_of_them(signals):
    frame = fit_frame(mixed(signals), properties_of(signals))
    readings = frame.read(mixed(signals))
    np.testing.assert_allclose(np.cov(readings.T, bias=True), np.eye(3), atol=1e-9)
    found = np.corrcoef(readings.T, signals.T)[:3, 3:]
    np.testing.assert_allclose(np.abs(found).max(axis=0), 1, atol=0.01)
    loadings = loadings_of(readings, properties_of(signals))
    leading = loadings[np.abs(loadings).argmax(axis=0), range(3)]
    assert leading.min() > 0.8
    assert list(leading) == sorted(leading, reverse=True)


def test_what_says_nothing_of_its_own_adds_no_direction(signals):
    codes = np.column_stack([mixed(signals), np.full(GALAXIES, 4.0), signals @ (1, 1, 1)])
    frame = fit_frame(codes.astype(np.float32), properties_of(signals))
    assert frame.weights_.shape == (5, 3)
    assert np.all(frame.weights_[3] == 0)


def test_varimax_is_the_best_of_all_rotations_in_a_plane():
    loadings = np.random.default_rng(4).normal(size=(7, 2))
    angles = np.linspace(0, np.pi, 20001)

    def criterion(rotation):
        return ((loadings @ rotation) ** 2).var(axis=0).sum()

    turns = np.array([[np.cos(angles), -np.sin(angles)], [np.sin(angles), np.cos(angles)]])
    best = max(criterion(turn) for turn in np.moveaxis(turns, 2, 0))
    rotation = varimax(loadings)
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(2), atol=1e-12)
    assert criterion(rotation) == pytest.approx(best, rel=1e-6)


def test_varimax_leaves_the_worst_rotation():
    rotated = varimax(np.array([[1.0, 1.0], [1.0, -1.0]]))
    np.testing.assert_allclose(np.abs(rotated), np.full((2, 2), np.sqrt(0.5)), atol=1e-6)


def test_a_property_that_all_galaxies_share_loads_on_nothing(signals):
    assert np.all(loadings_of(signals, {"same": np.ones(GALAXIES)}) == 0)
