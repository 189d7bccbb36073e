import numpy as np
import pytest

from analysis.approximation.svd import decompose
from analysis.threshold.rules import threshold_known_noise
from analysis.threshold.shrinkage import shrink


def observed(x, beta):
    """Where theory puts a singular value x of the signal, in units of sqrt(n) sigma."""
    return np.sqrt((x + 1 / x) * (x + beta / x))


def overlap(x, beta):
    """Product of the cosines between the signal's singular vectors and the noisy ones."""
    left = (x**4 - beta) / (x**4 + beta * x**2)
    right = (x**4 - beta) / (x**4 + x**2)
    return np.sqrt(left * right)


@pytest.mark.parametrize("beta", [0.25, 0.5, 1.0])
def test_a_spike_is_left_with_what_its_vectors_still_hold(beta):
    """The best weight of a term is x times the cosines (Gavish and Donoho 2017, section III)."""
    x = np.linspace(1.05, 6, 40)
    shape, sigma = (round(100 * beta), 100), 0.3
    unit = sigma * 10
    found = shrink(unit * observed(x, beta), shape, sigma) / unit
    assert found == pytest.approx(x * overlap(x, beta), rel=1e-9)


@pytest.mark.parametrize("beta", [0.25, 1.0])
def test_the_bulk_of_noise_goes(beta):
    edge = 1 + np.sqrt(beta)
    assert shrink(np.linspace(0, edge, 20) * 10, (round(100 * beta), 100), 1.0).max() < 1e-6


def test_planted_matrices_come_out_closer_than_by_the_threshold_and_as_close_as_theory_has_it():
    rng = np.random.default_rng(4)
    side, sigma = 300, 0.7
    x = np.array([1.6, 2.0, 2.6, 3.4, 5.0])
    left, right = (np.linalg.qr(rng.normal(size=(side, len(x))))[0] for _ in range(2))
    unit = np.sqrt(side) * sigma
    signal = unit * (left * x) @ right.T
    svd = decompose(signal + sigma * rng.normal(size=(side, side)))
    cut = svd.truncate(threshold_known_noise(svd.singular_values, (side, side), sigma).kept)
    shrunk = (svd.left * shrink(svd.singular_values, (side, side), sigma)) @ svd.right
    loss = np.square(shrunk - signal).sum() / unit**2
    expected = np.sum(x**2 * (1 - overlap(x, 1.0) ** 2))
    assert loss == pytest.approx(expected, rel=0.1)
    assert loss < 0.8 * np.square(cut - signal).sum() / unit**2
