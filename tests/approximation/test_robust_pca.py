import numpy as np
import pytest

from analysis.approximation.robust_pca import TOLERANCE, separate, shrink
from analysis.results.robust_pca import separate_galaxy
from analysis.runtime.parallel import over_galaxies


def planted(share=0.05, side=100, rank=5):
    """Random factors and errors of either sign, as in section 4.1 of Candès et al. (2011)."""
    generator = np.random.default_rng(1)
    left, right = generator.normal(size=(2, side, rank)) / np.sqrt(side)
    where = generator.random((side, side)) < share
    return left @ right.T, np.where(where, generator.choice([-1.0, 1.0], (side, side)), 0.0)


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_planted_parts_are_recovered_exactly(share):
    low_rank, sparse = planted(share)
    found = separate(low_rank + sparse, tolerance=1e-7)
    assert found.rank == 5
    assert np.linalg.norm(found.low_rank - low_rank) < 1e-5 * np.linalg.norm(low_rank)
    assert np.linalg.norm(found.sparse - sparse) < 1e-5 * np.linalg.norm(sparse)
    assert (found.weight, found.penalty) == pytest.approx(
        (0.1, 100**2 / (4 * np.abs(low_rank + sparse).sum()))
    )


def test_no_pair_of_parts_costs_less():
    """The minimum is global: moving light between the parts costs more."""
    low_rank, sparse = planted()
    matrix = low_rank + sparse + 0.05 * np.random.default_rng(2).normal(size=low_rank.shape)
    found = separate(matrix, tolerance=1e-7)

    def cost(part):
        return np.linalg.norm(part, "nuc") + 0.1 * np.abs(matrix - part).sum()

    best = cost(found.low_rank)
    generator = np.random.default_rng(3)
    for scale in (1e-3, 1e-2, 1e-1):
        step = generator.normal(size=matrix.shape)
        assert cost(found.low_rank + scale * step) > best
        assert cost((1 - scale) * found.low_rank) > best


def test_shrinking_moves_towards_zero_and_not_across():
    np.testing.assert_array_equal(shrink(np.array([-3.0, -1, 0.5, 2]), 1), [-2, 0, 0, 1])


def scene():
    """A galaxy in the middle and a star, on noise."""
    y, x = np.mgrid[:128, :128] - 64
    galaxy = 150 * np.exp(-np.hypot(x, y) / 12)
    star = 120 * np.exp(-((x - 40) ** 2 + (y + 45) ** 2) / 8)
    return 20 + galaxy + star + np.random.default_rng(4).normal(0, 2, (128, 128))


def test_the_parts_and_their_shares_add_up(monkeypatch):
    monkeypatch.setattr("analysis.results.robust_pca.SIMULATED", 6)
    image = scene()
    result = separate_galaxy(image)
    np.testing.assert_allclose(result.low_rank + result.sparse, image, atol=0.5)
    assert sum(region.area for region in result.regions) == pytest.approx(1)
    assert sum(region.power for region in result.regions) == pytest.approx(1)
    assert result.stars is not None
    assert result.stars.galaxies == len(result.stars.held) > 0
    assert ((result.stars.held > -0.2) & (result.stars.held < 1.2)).all()
    assert 1 / 128 < result.stars.first_term < 1
    assert 0 < result.residual <= result.tolerance


def test_without_a_bright_star_nothing_is_said_of_stars(monkeypatch):
    monkeypatch.setattr("analysis.results.robust_pca.SIMULATED", 2)
    monkeypatch.setattr("analysis.results.robust_pca.BRIGHT_STAR", 256.0)
    assert separate_galaxy(scene()).stars is None


def test_what_is_still_missing_is_told(monkeypatch):
    """Also where the steps run out before the tolerance is reached."""
    matrix = sum(planted())
    found = separate(matrix)
    assert found.residual <= TOLERANCE
    missing = np.linalg.norm(matrix - found.low_rank - found.sparse) / np.linalg.norm(matrix)
    assert found.residual == pytest.approx(missing)
    monkeypatch.setattr("analysis.approximation.robust_pca.MOST_ITERATIONS", 3)
    stopped = separate(matrix)
    assert stopped.iterations == 3
    assert stopped.residual > TOLERANCE


def test_one_thread_each_gives_the_same_in_the_same_order():
    assert over_galaxies(lambda a, b: a - b, range(5), [1] * 5) == [-1, 0, 1, 2, 3]
