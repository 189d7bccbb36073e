import numpy as np
import pytest

from analysis.approximation.svd import decompose, singular_values, spectra
from analysis.images.greyscale import block_average
from analysis.images.reading import KEY, open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.results.hard_threshold import filled, threshold_galaxies
from analysis.results.noise_alone import NoiseAlone, threshold_noise_alone
from analysis.results.skies import measure_skies
from analysis.threshold.rules import threshold_unknown_noise
from analysis.threshold.sky import border_sky, sky_autocorrelation
from tests.support.magnified import observed_and_noiseless


@pytest.fixture(scope="module")
def galaxies(small_file):
    path, _ = small_file
    return open_galaxies(path, KEY, FEWEST_GALAXIES)


@pytest.fixture(scope="module")
def skies(galaxies):
    return measure_skies(galaxies, spectra(galaxies.greyscale(slice(None))))


def test_every_sky_is_that_of_its_own_image(galaxies, skies):
    images = galaxies.greyscale(slice(None)).astype(np.float64)
    for index in (0, 5, len(images) - 1):
        image, averaged = images[index], block_average(images[index], 2)
        assert (skies.level[index], skies.sigma[index]) == border_sky(image)
        assert skies.autocorrelation[index] == pytest.approx(sky_autocorrelation(image))
        for kept, matrix in (
            (skies.unknown_kept, image),
            (skies.averaged_unknown_kept, averaged),
        ):
            rule = threshold_unknown_noise(singular_values(matrix), matrix.shape)
            assert kept[index] == rule.kept
    chosen = skies.some(np.array([5, 0]))
    assert chosen.known_kept.tolist() == skies.known_kept[[5, 0]].tolist()


def test_the_sample_counts_what_the_skies_hold(galaxies, skies):
    image = galaxies.greyscale(slice(0, 1))[0].astype(np.float64)
    alone = NoiseAlone(np.array([0.0, 1.0]), np.array([0.0, 100.0]))
    result = threshold_galaxies(image, decompose(image), skies, alone)
    assert result.known_noise.kept == skies.known_kept[0]
    assert result.unknown_noise.kept == skies.unknown_kept[0]
    more, less = skies.unknown_kept / skies.known_kept, skies.known_kept / skies.unknown_kept
    assert result.sample.apart == np.count_nonzero((more > 2) | (less > 2))
    median = np.median(skies.autocorrelation)
    assert result.control.white_unknown == 0
    assert result.control.correlated_unknown == round(100 * median)


def test_images_that_galaxies_fill_are_named():
    """Simulated ones three times as large as others; of the others, none is."""
    factors = [1] * 5 + [3] + [1] * 5 + [3]
    images = [observed_and_noiseless(k, factor)[0] for k, factor in enumerate(factors)]
    assert filled(np.array([border_sky(image)[0] for image in images])) == (5, 11)


def test_the_more_correlated_noise_is_the_more_of_it_is_kept():
    """White noise leaves nothing, as theory has it; smoothing makes some values stick out."""
    alone = threshold_noise_alone(64)
    assert alone.kept[0] == 0
    assert alone.at(0.0) == 0
    assert (np.diff(alone.kept) >= 0).mean() > 0.9
    assert alone.at(0.65) > 64 / 8
