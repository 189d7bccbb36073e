import numpy as np
import pytest
from scipy.stats import false_discovery_control, wilcoxon

from analysis.comparison.paired import holm, paired


@pytest.mark.parametrize("rounding", [0.0, 1e-8])
def test_copies_do_not_make_chance_look_like_more(rounding):
    generator = np.random.default_rng(71)
    second = generator.random(16)
    first = second * (0.96 + 0.1 * generator.random(16))
    expected = wilcoxon(first, second).pvalue
    assert expected > 0.05
    copies = np.concatenate([first] * 9), np.concatenate([second] * 9)
    assert wilcoxon(*copies).pvalue < 0.05  # what a test would say that counted them
    noise = 1 + rounding * generator.random((2, 9 * 16))
    found = paired(*(copies * noise))
    assert found.p_value == pytest.approx(expected)
    assert found.verdict == "neither"
    assert (found.pairs, found.better) == (9 * 16, 9 * np.count_nonzero(first < second))


def test_copies_of_one_image_show_no_difference():
    assert paired(np.full(30, 0.1), np.full(30, 0.2)).p_value == 1
    assert paired(np.full(30, 0.1), np.full(30, 0.1)).p_value == 1


def test_holm_by_hand_and_against_a_weaker_correction():
    p_values = np.array([0.04, 0.01, 0.03, 0.005])
    np.testing.assert_allclose(holm(p_values), [0.06, 0.03, 0.06, 0.02])
    assert (holm(p_values) >= false_discovery_control(p_values)).all()
