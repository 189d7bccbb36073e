from math import asinh, cosh

import numpy as np
import pytest

from analysis.approximation.svd import spectra
from analysis.images.light import PROPORTIONAL, STRETCHED
from analysis.images.stretch import BLACK, WHITE
from analysis.results.brightness import HALF, examine_brightness
from analysis.results.skies import Skies
from analysis.simulation.noiseless import Pairs, observe
from analysis.threshold.brightness import noise_curve
from analysis.threshold.rules import threshold_known_noise
from analysis.threshold.sky import border_noise


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return observe(256, 6)


@pytest.fixture(scope="module")
def values(pairs):
    return spectra(pairs.observed)


@pytest.fixture(scope="module")
def skies(pairs, values):
    sigma = np.array([border_noise(image) for image in pairs.observed])
    kept = [
        threshold_known_noise(of_one, (256, 256), noise).kept
        for of_one, noise in zip(values, sigma, strict=True)
    ]
    unused = np.zeros(6)
    return Skies(sigma, unused, unused, unused, np.array(kept), unused, unused)


def test_the_stretch_weakens_noise_by_its_slope(pairs, values, skies):
    """Its derivative at x, in units of the softening, is that of arcsinh, 1 / sqrt(1 + x**2)."""
    found = examine_brightness(pairs.observed, STRETCHED, values, skies, pairs)
    assert found.galaxies == 6
    assert found.stretched
    slope = (asinh(WHITE) - asinh(BLACK)) / 255
    expected = [
        cosh(asinh(BLACK) + slope * levels[0]) / cosh(asinh(BLACK) + slope * levels[HALF])
        for levels in (noise_curve(image).levels for image in pairs.observed)
    ]
    assert found.stretch_weakens == pytest.approx(1 / np.median(expected), rel=0.01)
    assert found.weaker == pytest.approx(found.stretch_weakens, rel=0.4)
    assert found.trend == "weaker"


def test_values_that_are_light_have_no_stretch(pairs, values, skies):
    found = examine_brightness(pairs.observed, PROPORTIONAL, values, skies, pairs)
    assert not found.stretched
    np.testing.assert_allclose(found.predicted, 1)


def test_weaker_noise_keeps_more(pairs, values, skies):
    found = examine_brightness(pairs.observed, STRETCHED, values, skies, pairs)
    assert found.mean < 1
    assert found.mean_kept > found.kept == np.median(skies.known_kept)
    assert found.truth.pairs == 6
    assert 0 < found.truth.second < 0.2


def test_noise_alone_tells_nothing_of_bright_parts(pairs, values, skies):
    noise = np.random.default_rng(4).normal(20, 5, pairs.observed.shape)
    found = examine_brightness(noise, STRETCHED, values, skies, pairs)
    assert found.trend == "unknown"
    assert found.half is None
    assert np.isnan(found.weaker)
