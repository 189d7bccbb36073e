import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from analysis.approximation.codecs import (
    LargestCosines,
    LargestWavelets,
    LowestCosines,
    SampleVectors,
    TruncatedSVD,
    WaveletAverages,
)
from analysis.approximation.codecs.coefficients import keep_largest
from analysis.approximation.common_basis import fit_basis
from analysis.approximation.svd import spectra
from analysis.comparison.rate_distortion import measure

SIDE = 64


@pytest.fixture(scope="module")
def images():
    noise = np.random.default_rng(1).normal(size=(48, SIDE, SIDE))
    smooth = gaussian_filter(noise, (0, 5, 5), mode="wrap")
    return (100 + 60 * smooth / smooth.std() + noise).astype(np.float32)


@pytest.fixture(scope="module")
def codecs(images):
    return {
        "averages": WaveletAverages(images, "db4"),
        "wavelets": LargestWavelets(images, "db4"),
        "cosines": LargestCosines(images),
        "lowest": LowestCosines(images),
        "svd": TruncatedSVD(images, spectra(images)),
        "sample": SampleVectors(images),
    }


NAMES = ["averages", "wavelets", "cosines", "lowest", "svd", "sample"]


@pytest.mark.parametrize("name", NAMES)
def test_the_errors_are_those_of_the_rebuilt_images(codecs, images, name):
    """Parseval and Eckart-Young: what is left out of the numbers is missing in the image."""
    codec = codecs[name]
    errors = codec.squared_errors()
    assert errors.shape == (len(images), len(codec.settings))
    for galaxy in (0, 7, 47):
        for index in range(len(codec.settings)):
            residual = images[galaxy].astype(float) - codec.rebuild(galaxy, index)
            assert np.square(residual).sum() == pytest.approx(errors[galaxy, index], rel=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_more_numbers_never_make_a_larger_error(codecs, name):
    codec = codecs[name]
    assert (np.diff(codec.values) > 0).all()
    assert (np.diff(codec.squared_errors(), axis=1) <= 1e-6).all()


def test_what_is_stored_is_counted():
    """Each count against the non-zero numbers of the thing that is kept."""
    image = np.random.default_rng(2).normal(size=(1, SIDE, SIDE))
    averages = WaveletAverages(image, "db4")
    assert averages.values.tolist() == [SIDE**2 // 4**level for level in (3, 2, 1)]
    largest = LargestCosines(image)
    for index, count in enumerate(largest.settings):
        kept = largest.transform(largest.rebuild(0, index))
        assert np.count_nonzero(np.abs(kept) > 1e-9) == count
        assert largest.values[index] + largest.overhead[index] == 2 * count
    lowest = LowestCosines(image)
    kept = largest.transform(lowest.rebuild(0, 3))
    assert np.count_nonzero(np.abs(kept) > 1e-9) == lowest.values[3]
    svd = TruncatedSVD(image, spectra(image))
    assert svd.values.tolist() == [rank * (2 * SIDE + 1) for rank in svd.settings]


def test_a_wavelet_transform_in_one_array_loses_nothing(images):
    codec = LargestWavelets(images, "sym8")
    coefficients = codec.transform(images[0].astype(float))
    np.testing.assert_allclose(codec.inverse(coefficients), images[0], atol=1e-3)
    assert np.square(coefficients).sum() == pytest.approx(np.square(images[0]).sum(), rel=1e-5)


def test_no_choice_of_coefficients_is_better_than_the_largest():
    generator = np.random.default_rng(3)
    coefficients = generator.normal(size=(16, 16))
    kept = keep_largest(coefficients, 20)
    assert np.count_nonzero(kept) == 20
    best = np.square(coefficients - kept).sum()
    for _ in range(50):
        other = np.zeros(256)
        chosen = generator.choice(256, 20, replace=False)
        other[chosen] = coefficients.ravel()[chosen]
        assert np.square(coefficients.ravel() - other).sum() >= best


def test_the_vectors_are_those_of_a_decomposition_of_the_other_galaxies(images):
    """Inner products give the same basis as the images themselves do."""
    codec = SampleVectors(images)
    fold = codec.folds[0]
    others = images[fold.training].astype(np.float64)
    basis = fit_basis(others, others.mean(axis=0))
    np.testing.assert_allclose(fold.spectrum[0], basis.singular_values_, rtol=1e-6)
    expected = basis.reconstruct(images[:1].astype(np.float64), 8)[0]
    index = codec.settings.tolist().index(8)
    np.testing.assert_allclose(codec.rebuild(0, index), expected, atol=0.01)


def test_every_galaxy_is_held_out_once(images):
    folds = SampleVectors(images).folds
    assert np.concatenate([fold.held_out for fold in folds]).tolist() == list(range(len(images)))
    assert all(not set(fold.held_out) & set(fold.training) for fold in folds)


def test_shared_vectors_fit_the_budget(images):
    """Vectors and mean, stored once for all galaxies, cost each its share."""
    codec = SampleVectors(images)
    shared = (codec.settings + 1) * SIDE**2 / len(images)
    np.testing.assert_allclose(codec.overhead, shared, atol=1)


def test_none_and_all_of_the_coefficients_can_be_kept():
    coefficients = np.arange(1.0, 17).reshape(4, 4)
    assert not keep_largest(coefficients, 0).any()
    np.testing.assert_array_equal(keep_largest(coefficients, 16), coefficients)


def test_a_galaxy_that_is_there_twice_adds_no_vector(images):
    """Three copies, one in the first part and two in the last, are one galaxy to all others."""
    images = images.copy()
    images[[0, 46]] = images[47]
    codec = SampleVectors(images)
    assert [len(fold.spectrum[0]) for fold in codec.folds] == [40, *[39] * 6, 41]
    assert codec.settings[-1] == 39
    norms = np.linalg.norm(images.astype(np.float64), axis=(1, 2))
    found = measure(codec, images, norms)
    assert all(np.isfinite(values).all() for values in (found.errors, found.psnr, found.ssim))
    residual = images[5] - codec.rebuild(5, -1)
    assert np.linalg.norm(residual) / norms[5] == pytest.approx(found.errors[5, -1], rel=1e-4)


def test_what_is_stored_without_loss_has_a_finite_psnr():
    column = np.linspace(1, 2, SIDE)
    images = np.stack([np.outer(column, column) * scale for scale in (1, 2, 3)])
    codec = TruncatedSVD(images, spectra(images))
    found = measure(codec, images, np.linalg.norm(images, axis=(1, 2)))
    assert np.isfinite(found.psnr).all()
    assert (found.errors < 1e-7).all()
