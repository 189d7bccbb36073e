import numpy as np
import pytest

from analysis.codecs.codec import budgets, largest_within
from analysis.compression.contest import contest
from analysis.compression.measured import Measured
from analysis.compression.wavelet_choice import compare_wavelets
from analysis.residuals import BY_CHANCE, axis_share, fine_share
from analysis.results.kept import _sigmas


class Pretended:
    """A way of storing that has the settings and the overhead that a test wants."""

    def __init__(self, name, values, overhead):
        self.name = name
        self.settings = self.values = np.array(values)
        self.overhead = np.array(overhead)


def measured(name, values, overhead, errors):
    codec = Pretended(name, values, overhead)
    errors = np.array(errors, float)
    return Measured(codec, codec.values + codec.overhead, errors, -errors, 1 - errors)


@pytest.fixture
def two():
    """Of one, indices cost as much as values; it is better at equal values, worse counted."""
    generator = np.random.default_rng(1)
    galaxy = generator.uniform(1, 2, size=(30, 1))
    return [
        measured("indexed", [8, 16], [8, 16], galaxy * [0.4, 0.1]),
        measured("plain", [8, 16], [0, 0], galaxy * [0.5, 0.3]),
    ]


def test_the_winner_depends_on_what_is_counted(two):
    counted, free = contest(two, 64, 4, counted=True), contest(two, 64, 4, counted=False)
    assert [entry.method for entry in counted.entries] == ["plain", "indexed"]
    assert [entry.method for entry in free.entries] == ["indexed", "plain"]
    assert [entry.setting for entry in counted.entries] == [16, 8]
    assert counted.entries[0].wins == counted.better == 30
    assert counted.p_value < 1e-5


def test_what_does_not_fit_the_budget_does_not_take_part(two):
    large = measured("large", [40], [0], np.full((30, 1), 0.01))
    assert "large" not in [entry.method for entry in contest([*two, large], 64, 4, True).entries]
    assert largest_within(large.codec, 16) is None
    assert largest_within(large.codec, 40) == 0


def test_budgets_are_the_tables():
    assert {65536 // part for part in (4, 16, 64, 256)} <= set(budgets(65536).tolist())


def test_shares_of_residuals():
    """White noise has no direction; a stripe has one; fine waves are told from coarse ones."""
    noise = np.random.default_rng(2).normal(size=(256, 256))
    assert axis_share(noise) == pytest.approx(BY_CHANCE, abs=0.01)
    y, x = np.mgrid[:256, :256]
    assert axis_share(np.sin(x)) > 0.99
    assert axis_share(np.sin(x / 2 + y / 2)) < 0.01
    assert fine_share(np.sin(2 * np.pi * x / 5)) > 0.99
    assert fine_share(np.sin(2 * np.pi * x / 20)) < 0.01


def test_the_smoother_wavelet_wins_on_smooth_images():
    y, x = np.mgrid[:64, :64]
    images = np.stack([100 + 50 * np.sin((x + k * y) / 9) for k in range(3)]).astype(np.float32)
    found = {w.name: w for w in compare_wavelets(images, np.linalg.norm(images, axis=(1, 2)))}
    assert found["db4"].relative_error[0].median < 0.7 * found["haar"].relative_error[0].median
    assert sum(wavelet.best[0] for wavelet in found.values()) == 3


def test_all_estimates_agree_on_white_noise():
    noise = 100 + 5 * np.random.default_rng(3).normal(size=(256, 256))
    assert _sigmas(noise) == pytest.approx((5, 5, 5), rel=0.05)
