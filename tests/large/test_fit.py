"""The common basis in passes over the images, against exact decompositions."""

from functools import cache

import h5py
import numpy as np
import pytest
from sklearn.decomposition import PCA

from analysis.images.greyscale import block_average
from analysis.images.reading import open_galaxies
from analysis.large import fit as fitting
from analysis.large.fit import fit
from analysis.large.images import InMemory, Streamed, read_all, sample
from analysis.large.krylov import begin, grown
from analysis.large.sums import over_chunks, sums_of
from analysis.runtime.errors import InputError

RANKS = np.arange(1.0, 301)
SPECTRA = {
    "like galaxies": 1e4 * RANKS**-0.8,
    "slow": 1e4 * RANKS**-0.3,
    "steep": 1e4 * 10 ** (-RANKS / 16),
    "clusters": 1e4 * np.repeat(2.0 ** -np.arange(10), 30),
}


@pytest.fixture(autouse=True)
def small_sample(monkeypatch):
    """Sets here are smaller than the sample would be that the fit starts from."""
    monkeypatch.setattr(fitting, "SAMPLE", 128)


@cache
def rotations(galaxies, side):
    generator = np.random.default_rng(3)
    shapes = (galaxies, len(RANKS)), (side * side, len(RANKS))
    return [np.linalg.qr(generator.standard_normal(shape))[0] for shape in shapes]


def with_spectrum(values, galaxies=700, side=20):
    left, right = (matrix[:, : len(values)] for matrix in rotations(galaxies, side))
    return ((left * values) @ right.T).astype(np.float32).reshape(galaxies, side, side)


def fit_in_memory(images, rank):
    side = images.shape[-1]
    return fit(InMemory(images.reshape(len(images), -1), side), rank)


def exact(images, rank):
    flat = images.reshape(len(images), -1).astype(np.float64)
    return np.linalg.svd(flat - flat.mean(axis=0), compute_uv=False)[:rank]


@pytest.fixture(params=SPECTRA, scope="module")
def images(request):
    return with_spectrum(SPECTRA[request.param])


def test_singular_values_are_exact_whatever_the_spectrum(images):
    basis = fit_in_memory(images, 64)
    expected = exact(images, 64)
    error = np.abs(basis.singular_values / expected - 1).max()
    assert error < 2e-4
    assert error < 3 * basis.error + rounding(images)


def rounding(images):
    """Relative error of a singular value that sums in single precision leave, in whatever order.

    C'C v is two products of sums of galaxies' and of pixels' terms. With rounding errors of either
    sign, each is off by about the root of its number of terms times eps; a singular value is the
    root of what they give, and is off by half of both.
    """
    galaxies, pixels = len(images), images[0].size
    return (np.sqrt(galaxies) + np.sqrt(pixels)) / 2 * np.finfo(np.float32).eps


def test_noise_alone_has_the_flattest_spectrum():
    images = np.random.default_rng(5).standard_normal((700, 20, 20)).astype(np.float32)
    basis = fit_in_memory(images, 40)
    np.testing.assert_allclose(basis.singular_values, exact(images, 40), rtol=2e-4)


def test_vectors_are_those_of_scikit_learn():
    images = with_spectrum(1e4 * RANKS**-0.8) + 100
    flat = images.reshape(len(images), -1)
    basis = fit_in_memory(images, 20)
    pca = PCA(20, svd_solver="full").fit(flat)
    np.testing.assert_allclose(basis.mean, pca.mean_, rtol=1e-5)
    np.testing.assert_allclose(basis.shares, pca.explained_variance_ratio_, rtol=1e-3)
    overlaps = np.abs(np.sum(basis.vectors * pca.components_, axis=1))
    np.testing.assert_allclose(overlaps, 1, atol=1e-3)
    np.testing.assert_allclose(basis.vectors @ basis.vectors.T, np.eye(20), atol=1e-5)
    peaks = np.take_along_axis(basis.vectors, np.abs(basis.vectors).argmax(1)[:, None], 1)
    assert (peaks > 0).all()


def test_a_mean_far_larger_than_what_varies_costs_no_accuracy():
    images = (with_spectrum(100 * RANKS**-0.8).astype(np.float64) + 5e4).astype(np.float32)
    basis = fit_in_memory(images, 30)
    np.testing.assert_allclose(basis.singular_values, exact(images, 30), rtol=2e-4)


def test_the_mean_needs_no_pass_of_its_own():
    """The sums about any origin, brought to the mean, are those of centred images."""
    generator = np.random.default_rng(7)
    flat = generator.normal(50, 3, (300, 40)).astype(np.float32)
    block = generator.standard_normal((40, 5)).astype(np.float32)
    origin = generator.normal(50, 1, 40).astype(np.float32)
    sums = sums_of(flat[:100], origin, block) + sums_of(flat[100:], origin, block)
    centred = flat.astype(np.float64) - flat.mean(axis=0, dtype=np.float64)
    np.testing.assert_allclose(
        sums.about_the_mean(block), centred.T @ (centred @ block), rtol=1e-4, atol=1e-2
    )
    assert sums.variance == pytest.approx(np.sum(centred**2), rel=1e-6)


def test_what_the_sample_lacks_is_found():
    """One galaxy far brighter than all others, of a shape of its own, and not in the sample."""
    images = with_spectrum(100 * RANKS**-0.8)
    images[:, 12:, 12:] = 0
    images[333] = 0
    images[333, 14:18, 14:18] = 50
    assert not np.any(sample(InMemory(images.reshape(700, -1), 20), 128)[:, 15 * 20 + 15])
    basis = fit_in_memory(images, 16)
    np.testing.assert_allclose(basis.singular_values, exact(images, 16), rtol=2e-4)
    assert basis.vectors[0].reshape(20, 20)[15, 15] > 0.1


@pytest.mark.parametrize(("galaxies", "side", "rank"), [(40, 8, 39), (3, 4, 2), (300, 4, 16)])
def test_all_vectors_that_there_are(galaxies, side, rank):
    images = np.random.default_rng(4).gamma(2, 20, (galaxies, side, side)).astype(np.float32)
    basis = fit_in_memory(images, rank)
    np.testing.assert_allclose(basis.singular_values, exact(images, rank), rtol=1e-4)
    assert basis.shares.sum() <= 1 + 1e-6
    with pytest.raises(InputError, match=f"choose a rank from 1 to {rank}"):
        fit_in_memory(images, rank + 1)


def test_beyond_the_rank_of_the_set_there_is_nothing():
    images = with_spectrum(np.arange(10.0, 0, -1), galaxies=600)
    basis = fit_in_memory(images, 20)
    np.testing.assert_allclose(basis.singular_values[:9], exact(images, 9), rtol=1e-5)
    assert basis.singular_values[10:].max() < 1e-4


def test_a_long_basis_is_compressed_and_goes_on():
    flat = np.random.default_rng(5).standard_normal((700, 400)).astype(np.float32)
    expected = np.linalg.svd(flat.astype(np.float64), compute_uv=False)[:6]
    known, multiplied = begin(np.eye(400, 6, dtype=np.float32)), 0
    while known.error > 1e-5:
        block = known.next_block()
        known = grown(known, block, flat.T @ (flat @ block), 6)
        multiplied += block.shape[1]
    assert known.vectors.shape[1] < multiplied
    np.testing.assert_allclose(np.sqrt(known.values), expected, rtol=5e-5)


def test_from_a_file_as_in_memory(tmp_path):
    generator = np.random.default_rng(8)
    images = generator.integers(0, 256, (600, 32, 32, 3), np.uint8)
    path = tmp_path / "set.hdf5"
    with h5py.File(path, "w") as file:
        file["images_spirals"] = images
    streamed = Streamed(open_galaxies(path, "images_spirals", 2), 2)
    grey = block_average(images.mean(axis=-1), 2).reshape(600, -1)
    np.testing.assert_allclose(streamed.rows(slice(300, 500)), grey[300:500], rtol=1e-5)
    once, again = fit(streamed, 12), fit(read_all(streamed), 12)
    np.testing.assert_array_equal(once.vectors, again.vectors)
    np.testing.assert_allclose(once.singular_values, exact(grey, 12), rtol=2e-4)


def test_the_sums_of_chunks_are_those_of_all():
    flat = with_spectrum(SPECTRA["like galaxies"]).reshape(700, -1)
    block = np.eye(400, 4, dtype=np.float32)
    origin = flat[:10].mean(axis=0)
    known = []
    sums = over_chunks(
        InMemory(flat, 20), origin, block, keep=lambda number, sums: known.append((number, sums))
    )
    together = sums_of(flat, origin, block)
    np.testing.assert_allclose(sums.product, together.product, rtol=1e-3, atol=1e-2)
    resumed = over_chunks(InMemory(flat, 20), origin, block, done=known[0])
    np.testing.assert_array_equal(resumed.product, sums.product)


def test_a_sample_is_spread_over_the_set():
    flat = np.arange(5000, dtype=np.float32)[:, None] * np.ones(16, np.float32)
    drawn = sample(InMemory(flat, 4), 512)[:, 0]
    assert len(np.unique(drawn)) == 512
    assert np.histogram(drawn, 8, (0, 5000))[0].min() >= 48


@pytest.mark.parametrize("level", [17.0, 0.1])
def test_copies_of_one_image_have_no_variance_to_share(level):
    image = level * np.random.default_rng(6).random((1, 20, 20)).astype(np.float32)
    basis = fit_in_memory(image.repeat(300, axis=0), 4)
    assert basis.variance == 0
    np.testing.assert_array_equal(basis.shares, np.zeros(4))
    np.testing.assert_allclose(basis.mean, image.ravel(), rtol=1e-6)
