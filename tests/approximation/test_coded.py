"""Bits against a coder that counts as it goes and entropy, errors against rebuilt images."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.stats import entropy

from analysis.approximation.codecs import LargestWavelets, SampleVectors
from analysis.approximation.codecs.coded import (
    STEPS,
    code_sample_vectors,
    code_svd,
    code_wavelets,
)
from analysis.approximation.codecs.files import jpeg2000_files, jpeg_files
from analysis.approximation.codecs.quantised import code_length, quantise, restore
from analysis.approximation.svd import decompose

SIDE = 64


@pytest.fixture(scope="module")
def images():
    noise = np.random.default_rng(1).normal(size=(24, SIDE, SIDE))
    smooth = gaussian_filter(noise, (0, 5, 5), mode="wrap")
    return np.clip(120 + 40 * smooth / smooth.std() + 3 * noise, 0, 255).astype(np.float32)


def sequential(decisions):
    """Bits of a coder whose odds are the counts so far, with half a count of either to begin."""
    counts, bits = [0.5, 0.5], 0.0
    for decision in decisions:
        bits -= np.log2(counts[decision] / sum(counts))
        counts[decision] += 1
    return bits


def test_the_length_is_that_of_an_adaptive_coder():
    indices = np.fix(np.random.default_rng(2).laplace(scale=2, size=(3, 200)))
    positions = sum(sequential((row != 0).astype(int)) for row in indices)
    values = np.count_nonzero(indices)
    for row in indices:
        moduli = np.abs(row[row != 0]).astype(int)
        values += sequential([step for m in moduli for step in [0] * (m - 1) + [1]])
    found = code_length(indices)
    assert found.positions == pytest.approx(positions)
    assert found.values == pytest.approx(values)


def test_laplacian_coefficients_take_their_entropy():
    """Within the price of learning two numbers, and never less than they hold."""
    coefficients = np.random.default_rng(3).laplace(scale=1.5, size=200_000)
    indices = quantise(coefficients, 1.0)
    shares = np.unique(indices, return_counts=True)[1] / indices.size
    found = code_length(indices)
    bound = entropy(shares, base=2) * indices.size
    assert bound < found.positions + found.values < 1.001 * bound
    zero = np.count_nonzero(indices == 0) / indices.size
    assert found.positions == pytest.approx(indices.size * entropy([zero, 1 - zero], base=2), 1e-3)


def test_nothing_costs_nothing():
    for shape in ((0,), (0, 7), (3, 0)):
        found = code_length(np.zeros(shape))
        assert (found.positions, found.values) == pytest.approx((0, 0), abs=1e-12)


def test_cells_are_a_step_wide_and_that_of_zero_two():
    coefficients = np.linspace(-4, 4, 8001)
    restored = restore(quantise(coefficients, 0.5), 0.5)
    inside = np.abs(coefficients) < 0.5
    assert not restored[inside].any()
    assert np.abs(restored - coefficients)[~inside].max() <= 0.25 + 1e-12


def test_errors_are_those_of_the_rebuilt_images(images):
    wavelets, svds = code_wavelets(images[:2], "db4"), code_svd(images[:2])
    codec = LargestWavelets(images, "db4")
    for galaxy, image in enumerate(images[:2].astype(np.float64)):
        svd = decompose(image)
        for place, step in enumerate(STEPS):
            rebuilt = codec.inverse(restore(quantise(codec.transform(image), step), step))
            expected = np.square(image - rebuilt).sum()
            assert wavelets.squared_errors[galaxy, place] == pytest.approx(expected, rel=1e-6)
            terms = [
                np.outer(
                    restore(quantise(value * left, step), step),
                    restore(quantise(value * right, step), step),
                )
                / restore(quantise(value, step), step)
                for value, left, right in zip(
                    svd.singular_values, svd.left.T, svd.right, strict=True
                )
                if value >= step
            ]
            expected = np.square(image - np.sum(terms, axis=0)).sum()
            assert svds.squared_errors[galaxy, place] == pytest.approx(expected, rel=1e-6)


def test_finer_steps_approach_what_is_not_quantised(images):
    """For a basis of others that is what its vectors do not hold, for all others nothing."""
    sample = SampleVectors(images)
    shared = code_sample_vectors(sample, 4)
    assert shared.bits.shape == (4, len(STEPS))
    limit = sample.squared_errors()[:4, -1]
    np.testing.assert_allclose(shared.squared_errors[:, -1], limit, rtol=0.01)
    for coded in (code_wavelets(images[:4], "db4"), code_svd(images[:4])):
        rms = np.sqrt(coded.squared_errors[:, -1] / SIDE**2)
        assert (rms < 3 * STEPS[-1] / np.sqrt(12)).all()
        assert (np.diff(coded.bits) > 0).all()


def test_files_are_what_they_say(images):
    """The finest settings, and sizes against files that are written here."""
    picture = Image.fromarray(np.rint(images[0]).astype(np.uint8))
    file = BytesIO()
    picture.save(file, format="JPEG", quality=95, optimize=True)
    jpeg, jpeg2000 = jpeg_files(images[:3]), jpeg2000_files(images[:3])
    assert jpeg.bits[0, -1] == 8 * len(file.getvalue())
    for coded in (jpeg, jpeg2000):
        assert (np.diff(coded.bits[:, -3:]) > 0).all()
        assert (np.diff(coded.squared_errors[:, -3:]) < 0).all()
    assert jpeg2000.bits[:, -1] / SIDE**2 == pytest.approx(2, rel=0.1)


def test_an_ideal_coder_of_wavelets_is_near_the_standard_that_codes_wavelets(images):
    """JPEG 2000 at 2 bits per pixel, where headers are few, against the same error here."""
    smooth = gaussian_filter(np.random.default_rng(4).normal(size=(2, 256, 256)), (0, 3, 3))
    noise = np.random.default_rng(5).normal(size=smooth.shape)
    large = 120 + 30 * smooth / smooth.std() + 4 * noise
    ours, standard = code_wavelets(large, "db4"), jpeg2000_files(large)
    for galaxy in range(2):
        errors = np.log(ours.squared_errors[galaxy, ::-1])
        same = np.interp(
            np.log(standard.squared_errors[galaxy, -1]), errors, ours.bits[galaxy, ::-1]
        )
        assert same == pytest.approx(standard.bits[galaxy, -1], rel=0.1)
