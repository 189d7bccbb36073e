import numpy as np
import pytest

from analysis.approximation.codecs.codec import budgets, largest_within
from analysis.comparison.contest import contest, free_vectors
from analysis.comparison.paired import TESTING, paired
from analysis.comparison.rate_distortion import MeasuredCodec
from analysis.comparison.spectra import BY_CHANCE, axis_share, fine_share, fourier_power
from analysis.comparison.truth import Truth, closest
from analysis.comparison.wavelet_choice import compare_wavelets
from analysis.results.kept import _other_sigmas


class Pretended:
    """A way of storing that has the settings and the overhead that a test wants."""

    def __init__(self, name, values, overhead):
        self.name = name
        self.settings = self.values = np.array(values)
        self.overhead = np.array(overhead)

    def squared_errors(self):
        raise AssertionError("its errors are what the test says")

    def rebuild(self, galaxy, index):
        raise AssertionError("it has no images")


def measured(name, values, overhead, errors):
    codec = Pretended(name, values, overhead)
    errors = np.array(errors, float)
    return MeasuredCodec(codec, codec.values + codec.overhead, errors, -errors, 1 - errors)


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
    assert counted.entries[0].wins == 30
    assert counted.lead.better == counted.lead.pairs == 15
    assert counted.lead.p_value < 1e-4
    assert counted.lead.verdict == "first"


def test_what_does_not_fit_the_budget_does_not_take_part(two):
    large = measured("large", [40], [0], np.full((30, 1), 0.01))
    assert "large" not in [entry.method for entry in contest([*two, large], 64, 4, True).entries]
    assert largest_within(large.codec, 16) is None
    assert largest_within(large.codec, 40) == 0


@pytest.fixture
def errors():
    return np.random.default_rng(4).uniform(1, 2, size=40)


def test_a_verdict_needs_significance_and_the_majority(errors):
    assert paired(errors, 1.1 * errors).verdict == "first"
    assert paired(1.1 * errors, errors).verdict == "second"
    assert paired(errors, errors[::-1]).verdict == "neither"
    same = paired(errors, errors)
    assert (same.verdict, same.p_value, same.better) == ("neither", 1.0, 0)


def test_means_may_be_compared_instead(errors):
    """One image far off decides the mean, and no more than one vote of the majority."""
    spoilt = np.append(errors, 1.0), np.append(1.1 * errors, 0.1)
    assert paired(*spoilt).verdict == paired(*spoilt, typical=np.mean).verdict == "first"
    far = np.append(errors, 100.0), np.append(1.1 * errors, 0.1)
    assert paired(*far).verdict == "first"
    assert paired(*far, typical=np.mean).verdict == "contradiction"


def test_median_and_majority_may_contradict_each_other():
    """Of few images much smaller, of most a little larger, and the median falls in between."""
    second = np.concatenate([np.linspace(1.0, 1.9, 22), np.linspace(2.0, 3.0, 19)])
    first = second + 0.01
    first[18:36] -= 1.2
    found = paired(first, second)
    assert found.first < found.second
    assert 2 * found.better < found.pairs
    assert found.p_value < 0.05
    assert found.verdict == "contradiction"


def test_free_vectors_are_compared_with_the_best_other_way(two):
    shared = measured("shared", [4, 40], [9, 9], two[0].errors * [1, 0.5])
    found = free_vectors(shared, two, 64, 4)
    assert (found.coordinates, found.budget, found.method) == (40, 16, "indexed")
    assert found.against.verdict == "first"
    assert found.error == pytest.approx(0.5 * np.median(two[0].errors[:, 1]))
    assert found.against.first == pytest.approx(0.5 * np.median(two[0].errors[TESTING, 1]))


def test_whoever_is_chosen_by_luck_wins_no_test():
    """Of equally good ways the luckiest is picked: its lead is significant as often as chance."""
    generator = np.random.default_rng(7)
    found, naive = [], []
    for _ in range(100):
        errors = generator.normal(1, 0.1, (8, 60, 1))
        ways = [measured(f"{k}", [8], [0], each) for k, each in enumerate(errors)]
        found.append(contest(ways, 64, 4, counted=True).lead.p_value)
        best, *_, worst = sorted(errors[..., 0], key=np.median)
        naive.append(paired(best, worst).p_value)
    assert np.mean(np.array(found) < 0.05) < 0.12
    assert np.mean(np.array(naive) < 0.05) > 0.3


def test_half_of_the_galaxies_choose_and_the_other_half_test():
    of_its_own = 1 + np.arange(40) / 1000  # else the galaxies would be copies of two
    first = (np.tile([0.1, 0.9], 20) * of_its_own)[:, None]
    second = (np.tile([0.2, 0.3], 20) * of_its_own)[:, None]
    ways = [measured("second", [8], [0], second), measured("first", [8], [0], first)]
    found = contest(ways, 64, 4, counted=True)
    assert found.entries[0].method == "first"
    assert (found.lead.pairs, found.lead.better, found.lead.verdict) == (20, 0, "second")


@pytest.mark.parametrize(
    ("scales", "part", "rival", "falling", "verdict"),
    [
        ((1.0, 0.8, 1.2), 16, 4, False, "first"),
        ((1.0, 1.2, 1.4), 4, 16, True, "first"),
        ((1.0, 1.4, 1.2), 4, 16, False, "first"),
        ((1.0, 1.0, 1.2), 4, 16, False, "neither"),
    ],
)
def test_the_closest_budget_and_its_rival(errors, scales, part, rival, falling, verdict):
    truths = tuple(
        Truth(part, {"best": scale * errors, "other": 2 * errors}, paired(errors, 2 * errors))
        for part, scale in zip((4, 16, 64), scales, strict=True)
    )
    found = closest(truths)
    assert (found.part, found.rival_part, found.falling) == (part, rival, falling)
    assert (found.method, found.against.verdict) == ("best", verdict)


def test_budgets_are_the_tables():
    assert {65536 // part for part in (4, 16, 64, 256)} <= set(budgets(65536).tolist())


def test_shares_of_residuals():
    """White noise has no direction; a stripe has one; fine waves are told from coarse ones."""
    noise = np.random.default_rng(2).normal(size=(256, 256))
    y, x = np.mgrid[:256, :256]
    fine, coarse = np.sin(2 * np.pi * x / 5), np.sin(2 * np.pi * x / 20)
    slanted = np.sin(x / 2 + y / 2)
    power = fourier_power(np.stack([noise, fine, coarse, slanted]))
    assert axis_share(power) == pytest.approx([BY_CHANCE, 1, 1, 0], abs=0.01)
    assert fine_share(power)[1:3] == pytest.approx([1, 0], abs=0.01)


def test_the_smoother_wavelet_wins_on_smooth_images():
    y, x = np.mgrid[:64, :64]
    images = np.stack([100 + 50 * np.sin((x + k * y) / 9) for k in range(3)]).astype(np.float32)
    found = {w.name: w for w in compare_wavelets(images, np.linalg.norm(images, axis=(1, 2)))}
    assert found["db4"].relative_error[0].median < 0.7 * found["haar"].relative_error[0].median
    assert sum(wavelet.best[0] for wavelet in found.values()) == 3


def test_all_estimates_agree_on_white_noise():
    noise = 100 + 5 * np.random.default_rng(3).normal(size=(256, 256))
    assert _other_sigmas(noise) == pytest.approx((5, 5), rel=0.05)
