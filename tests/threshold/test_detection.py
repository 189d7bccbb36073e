import numpy as np
import pytest

from analysis.approximation.svd import singular_values
from analysis.results.rank_recovery import recover
from analysis.threshold.detection import detection_limit, keeping_limit, observed_value, planted
from analysis.threshold.rules import coefficient_known_noise


@pytest.mark.parametrize("beta", [0.25, 1.0])
@pytest.mark.parametrize("strength", [1.5, 2.0, 4.0])
def test_a_signal_is_found_where_theory_says(beta, strength):
    n = 500
    shape = (round(beta * n), n)
    generator = np.random.default_rng(1)
    noisy = planted(shape, 1, strength, generator) + generator.normal(size=shape)
    found = singular_values(noisy)[0] / np.sqrt(n)
    assert found == pytest.approx(observed_value(strength, beta), rel=0.03)


@pytest.mark.parametrize("beta", [0.25, 1.0])
def test_below_the_limit_a_signal_leaves_no_trace(beta):
    """The largest singular value is the noise's own, at 1 + sqrt(beta)."""
    n = 500
    shape = (round(beta * n), n)
    generator = np.random.default_rng(2)
    signal = planted(shape, 1, 0.7 * detection_limit(beta), generator)
    found = singular_values(signal + generator.normal(size=shape))[0] / np.sqrt(n)
    assert found == pytest.approx(1 + np.sqrt(beta), rel=0.03)
    assert observed_value(detection_limit(beta), beta) == pytest.approx(1 + np.sqrt(beta))


def test_the_threshold_keeps_from_the_square_root_of_three_on():
    """For square matrices x + 1/x = 4 / sqrt(3) has the solution sqrt(3)."""
    assert keeping_limit(1.0) == pytest.approx(np.sqrt(3))
    for beta in (0.05, 0.3, 1.0):
        assert observed_value(keeping_limit(beta), beta) == pytest.approx(
            coefficient_known_noise(beta)
        )
        assert keeping_limit(beta) > detection_limit(beta)


def test_a_planted_matrix_has_its_rank_and_strength():
    values = singular_values(planted((40, 60), 5, 3.0, np.random.default_rng(3)))
    np.testing.assert_allclose(values[:5], 3 * np.sqrt(60))
    assert values[5] < 1e-9


@pytest.fixture(scope="module", params=[(128, 128), (64, 256)])
def recovery(request):
    return recover(request.param)


def test_strong_signals_keep_their_rank_and_weak_ones_are_left_out(recovery):
    strong = recovery.strengths > 1.6 * recovery.keeping
    weak = recovery.strengths < recovery.limit
    assert (recovery.known[strong] == 1).all()
    assert (recovery.unknown[strong] == 1).all()
    assert (recovery.known_kept[weak] == 0).all()
    assert (recovery.unknown_kept[weak] == 0).all()


def test_the_rules_become_reliable_not_far_above_the_limit(recovery):
    for reliable in (recovery.known_reliable, recovery.unknown_reliable):
        assert recovery.keeping < reliable < 1.6 * recovery.keeping
