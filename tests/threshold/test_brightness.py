import numpy as np
import pytest
from astropy.stats import mad_std
from scipy.ndimage import gaussian_filter, uniform_filter

from analysis.simulation.noiseless import observe
from analysis.threshold.brightness import STEPS, noise_curve
from analysis.threshold.sky import fainter_border

HALF = STEPS // 2


def blob(peak, side=256):
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    return peak * np.exp(-(np.hypot(row, column * 1.3) ** 2) / (2 * (side / 7) ** 2))


def white(side=256):
    return np.random.default_rng(9).normal(size=(side, side))


@pytest.mark.parametrize(
    ("side", "smoothing", "error"), [(64, 0, 0.15), (256, 0, 0.1), (256, 1, 0.15)]
)
def test_noise_that_falls_with_brightness_is_measured_as_it_was_made(side, smoothing, error):
    light, noise = blob(180, side), gaussian_filter(white(side), smoothing)
    share = light / light.max()
    fading = 1 / (1 + 6 * share)
    curve = noise_curve(20 + light + 5 * fading * noise / noise.std())
    expected = 1 / (1 + 6 * np.arange(STEPS + 1) / STEPS)
    assert curve.relative[0] == 1
    np.testing.assert_allclose(curve.relative[1:7], expected[1:7], rtol=error)
    assert curve.mean == pytest.approx(np.sqrt(np.mean(fading**2)), rel=0.06)
    assert curve.levels[HALF] == pytest.approx(20 + 90, rel=0.05)


def test_the_same_noise_everywhere_is_the_same_everywhere():
    curve = noise_curve(blob(150) + 5 * white())
    np.testing.assert_allclose(curve.relative[:9], 1, rtol=0.15)
    assert curve.mean == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("image", [5 * white(), 100 - blob(90) + white(), np.zeros((64, 64))])
def test_without_a_bright_middle_only_the_sky_is_known(image):
    curve = noise_curve(image)
    assert curve.relative[0] == curve.mean == 1
    assert not np.isfinite(curve.relative[1:]).any()


def test_simulated_galaxies_have_the_noise_that_was_added_to_them():
    """Against the same images without noise; fine structure is taken for noise, but not for much.

    The stretch makes noise that is the same in light several times weaker in the bright middle.
    """
    pairs = observe(256, 6)
    measured, truths, means = [], [], []
    for image, noiseless in zip(pairs.observed, pairs.noiseless, strict=True):
        curve, noise = noise_curve(image), image - noiseless
        step = (curve.levels[HALF] - curve.levels[HALF - 1]) / 2
        near = np.abs(uniform_filter(noiseless, 7) - curve.levels[HALF]) < step
        sky = mad_std(noise[fainter_border(image)])
        measured.append(curve.relative[HALF])
        truths.append(mad_std(noise[near]) / sky)
        within = np.clip(noise, -5 * sky, 5 * sky)  # without what defects left
        means.append(curve.mean * sky / np.sqrt(np.mean(within**2)))
    assert np.median(truths) < 0.25
    assert np.median(np.divide(measured, truths)) == pytest.approx(1.1, abs=0.2)
    np.testing.assert_allclose(means, 1, atol=0.1)
