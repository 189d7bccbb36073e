from dataclasses import replace
from math import asinh

import numpy as np
import pytest
import torch
from scipy.stats import spearmanr
from statmorph import SourceMorphology

from analysis.approximation.common_basis import fit_basis
from analysis.autoencoder.recipe import TUNED
from analysis.autoencoder.training import train
from analysis.images.greyscale import block_average, greyscale
from analysis.images.light import STRETCHED
from analysis.images.reading import GalaxySet
from analysis.images.stretch import BANDS, BLACK, SOFTENING, WHITE, linear_light, stretch
from analysis.meaning.associations import associate
from analysis.meaning.explained import explain
from analysis.morphology import structure
from analysis.morphology.properties import measure, measure_photometry
from analysis.morphology.recovery import Recovery, compare
from analysis.morphology.sources import find_sources
from analysis.results.morphology import NAMES, describe_morphology, properties_of
from analysis.simulation import simulate
from tests.support.tiny import SINGLE


def picture(light):
    """What the survey's stretch makes of linear light, without rounding; 0 to 255."""
    black, white = asinh(BLACK), asinh(WHITE)
    return np.clip((np.arcsinh(light) - black) * 255 / (white - black), 0, 255)


def galaxy(axis_ratio, angle, scale, peak=60.0, side=256, noise=0.05, neighbour=True):
    """An exponential disc in noise; the position angle in degrees, counter-clockwise."""
    rows, columns = np.mgrid[:side, :side] - side // 2
    x, y = columns, -rows
    t = np.deg2rad(angle)
    along, across = x * np.cos(t) + y * np.sin(t), -x * np.sin(t) + y * np.cos(t)
    image = peak * np.exp(-np.hypot(along, across / axis_ratio) / scale)
    if neighbour:
        image += 50 * np.exp(-np.hypot(x - 95, y - 95) / 3)
    return picture(image + np.random.default_rng(12).normal(0, noise, image.shape))


def grey_set(*pictures):
    grey = np.stack(pictures)
    return GalaxySet(np.repeat(grey[..., None], 3, axis=-1), grey, 1.0, 0.0, STRETCHED)


@pytest.fixture(scope="module")
def simulated():
    """Simulated galaxies, their measurements and the truth about them."""
    made = simulate(96, seed=6)
    galaxies = GalaxySet(made.images, greyscale(made.images), 1.0, 0.0, STRETCHED)
    return galaxies, measure(galaxies, BANDS), made.truth


def test_the_stretch_is_undone():
    """As far as whole grey levels, which are 2.6 % apart, and the fading of colours allow."""
    light = np.geomspace(0.5, 100, 60)
    shown = stretch((light * SOFTENING[:, :, 0]).astype(np.float32)[..., None])
    found = linear_light(shown[:, 0].mean(axis=-1))
    np.testing.assert_allclose(found, light, rtol=0.21)
    np.testing.assert_allclose(found[light < 5], light[light < 5], rtol=0.08)


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 135])
def test_ellipticity_components_follow_the_position_angle(angle):
    result = measure_photometry(grey_set(galaxy(0.5, angle, 10)), BANDS)
    expected = (1 - 0.5) / (1 + 0.5)
    assert result.e1[0] == pytest.approx(expected * np.cos(np.deg2rad(2 * angle)), abs=0.05)
    assert result.e2[0] == pytest.approx(expected * np.sin(np.deg2rad(2 * angle)), abs=0.05)
    assert (result.position_angle[0] - angle + 90) % 180 - 90 == pytest.approx(0, abs=2)


def test_size_and_brightness_follow_the_disc():
    """The half-light radius of an exponential disc is 1.678 scale lengths."""
    scales = np.array([8, 12, 16])
    result = measure_photometry(grey_set(*(galaxy(1, 0, scale) for scale in scales)), BANDS)
    np.testing.assert_allclose(result.half_light_radius, 1.678 * scales, rtol=0.1)
    np.testing.assert_allclose(result.brightness, 2 * np.pi * 60 * scales**2, rtol=0.1)


def test_concentration_is_that_of_an_exponential_disc():
    """r80 / r20 is 2.994 / 0.824 scale lengths."""
    result = measure_photometry(grey_set(galaxy(1, 0, 10)), BANDS)
    assert result.concentration[0] == pytest.approx(5 * np.log10(2.994 / 0.824), abs=0.2)


def test_foreground_is_the_share_of_what_lies_beside_the_galaxy():
    pictures = grey_set(galaxy(1, 0, 12), galaxy(1, 0, 12, neighbour=False))
    result = measure_photometry(pictures, BANDS)
    expected = 50 * 3**2 / (50 * 3**2 + 60 * 12**2)
    assert result.foreground[0] == pytest.approx(expected, abs=0.01)
    assert result.foreground[1] == pytest.approx(0, abs=0.01)


def test_colour_is_that_of_the_light_and_needs_the_bands():
    light = 3 * np.array([2.0, 1.0, 0.5])
    image = np.stack([galaxy(1, 0, 12, peak=peak) for peak in light], axis=-1)
    pictures = GalaxySet(image[None], image.mean(axis=-1)[None], 1.0, 0.0, STRETCHED)
    z, _, g = light * SOFTENING.ravel()
    expected = -2.5 * np.log10(g / z)
    assert measure_photometry(pictures, BANDS).colour[0] == pytest.approx(expected, abs=0.1)
    unknown = ("channel 0", "channel 1", "channel 2")
    assert np.isnan(measure_photometry(pictures, unknown).colour[0])


def test_an_image_with_nothing_in_its_middle_is_not_measured():
    noise = picture(np.random.default_rng(1).normal(0, 0.05, (256, 256)))
    morphology = measure(grey_set(noise, galaxy(1, 0, 12)), BANDS)
    nothing = Recovery(0, False, ())
    result = describe_morphology(morphology, nothing, np.arange(2), 256)
    assert result.without_shape == (0,)
    assert 0 in result.without_structure
    empty, there = result.properties["brightness"]
    assert empty is None
    assert there is not None
    assert there > 0
    assert result.flags[0] == 4


def test_structure_is_what_statmorph_measures(simulated):
    """But for its own search for the centre, which goes below half a pixel and so ends lower."""

    class Whole(SourceMorphology):
        def _calculate_morphology(self):
            pass

    galaxies, *_ = simulated
    measured, by_statmorph = [], []
    for grey in galaxies.greyscale[:12]:
        found = find_sources(grey, STRETCHED)
        measured.append(structure.structure(found))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(structure, "FourQuantities", Whole)
            by_statmorph.append(structure.structure(found))
    fast, whole = np.array(measured), np.array(by_statmorph)
    np.testing.assert_array_equal(fast[:, 4], whole[:, 4])
    good = fast[:, 4] < structure.BAD
    assert np.count_nonzero(good) > 7
    asymmetry, smoothness, gini, m20 = np.abs(fast - whole)[good, :4].T
    assert asymmetry.max() < 0.05
    # The smoothing box is a whole number of pixels wide, and sometimes one wider.
    assert np.median(smoothness) < 0.01
    assert gini.max() < 0.03
    # Of merging galaxies the brightest pixels lie where the Petrosian radius decides.
    assert np.median(m20) < 0.02
    assert m20.max() < 0.1
    assert spearmanr(fast[good, 0], whole[good, 0]).statistic > 0.9


TOLERANCES = {
    "brightness": (0.95, (0.9, 1.1)),
    "half-light radius": (0.55, (0.85, 1.02)),  # all are of nearly one size, as the survey's are
    "ellipticity e1": (0.85, (-0.03, 0.03)),
    "ellipticity e2": (0.85, (-0.03, 0.03)),
    "concentration": (0.5, (-0.25, 0.15)),
    "colour g − z": (0.7, (-0.2, 0.05)),
    "foreground": (0.8, (-0.03, 0.03)),
}


def test_the_measures_recover_the_truth(simulated):
    _, measured, truth = simulated
    recovered = {item.property: item for item in compare(measured.photometry, truth)}
    assert recovered.keys() == TOLERANCES.keys()
    for name, (least, (low, high)) in TOLERANCES.items():
        assert recovered[name].rho > least, name
        assert low < recovered[name].middle < high, name


def test_asymmetry_follows_how_disturbed_a_galaxy_is(simulated):
    _, measured, truth = simulated
    asymmetry = measured.structure.asymmetry
    known = np.isfinite(asymmetry)
    assert spearmanr(asymmetry[known], truth["disturbance"][known]).statistic > 0.4


def test_singular_vectors_follow_what_the_simulator_varies(simulated):
    """The simulator draws surface brightness, inclination and position angle of every galaxy."""
    galaxies, measured, true_values = simulated
    images = block_average(galaxies.greyscale, 4)
    coefficients = fit_basis(images, images.mean(axis=0)).coefficients(images, 3)
    properties = {name: properties_of(measured)[key] for key, name in NAMES.items()}
    vectors = {f"{k}": column for k, column in enumerate(coefficients.T)}
    table = associate(vectors, properties)
    strongest = [
        max((item for item in table if item.component == name), key=lambda item: item.magnitude)
        for name in vectors
    ]
    assert strongest[0].property == "brightness"
    assert {item.property for item in strongest[1:]} == {"ellipticity e1", "ellipticity e2"}
    assert all(item.magnitude > 0.5 and item.p_corrected < 1e-6 for item in strongest)
    # The measured relation is that of the truth.
    truth = {
        "brightness": true_values["brightness"],
        "ellipticity e1": true_values["e1"],
        "ellipticity e2": -true_values["e2"],
    }
    for item in strongest:
        true = spearmanr(vectors[item.component], truth[item.property]).statistic
        assert true == pytest.approx(item.rho, abs=0.15)


def test_latents_follow_what_the_simulator_varies(simulated):
    """Axes of the latent space are a seed's accident, what they are axes of is not."""
    galaxies, measured, true_values = simulated
    images = block_average(galaxies.greyscale, 16).astype(np.float32) / 255
    torch.set_num_threads(1)  # several wait for each other in steps this small
    codes = train(images, 4, replace(TUNED, epochs=60), 0, images[:4], SINGLE).encode(images)
    latents = {f"{k}": column for k, column in enumerate(codes.T)}
    varied = {
        "brightness": true_values["brightness"],
        "half-light radius": true_values["half_light_radius"],
        "ellipticity e1": true_values["e1"],
        "ellipticity e2": -true_values["e2"],
        "concentration": true_values["concentration"],
    }
    properties = {name: properties_of(measured)[key] for key, name in NAMES.items()}
    for name, of_latent in latents.items():
        own = [item for item in associate(latents, properties) if item.component == name]
        strongest = max(own, key=lambda item: item.magnitude)
        assert strongest.property in varied
        assert strongest.significant
        true = spearmanr(of_latent, varied[strongest.property]).statistic
        assert true == pytest.approx(strongest.rho, abs=0.15)
    explained = explain({"latents": codes}, varied)
    for name in ("brightness", "ellipticity e1", "ellipticity e2"):
        assert max(item.mean for item in explained[name]) > 0.5
