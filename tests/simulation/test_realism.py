"""Simulated galaxies look like the survey's: against statistics of real images, bundled here.

``real_images.json`` holds what `of_file` finds in the course's file, whose SHA-256 it names.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.results.image_file import locate
from analysis.results.likeness import REAL, Compared
from analysis.simulation import simulate
from tests.simulation.statistics import NUMBER, morphology_of_file, of_file, statistics

SEED = 7
STILL_OFF = {"median smoothness"}
BUNDLED = Path(__file__).with_name("real_images.json")


@pytest.fixture(scope="module")
def theirs():
    """Statistics of real images."""
    return json.loads(BUNDLED.read_text("utf-8"))


@pytest.fixture(scope="module")
def images():
    """As many simulated images."""
    return simulate(number=NUMBER, seed=SEED).images


@pytest.fixture(scope="module")
def ours(images):
    """Their statistics."""
    return statistics(images)


def test_the_bundled_statistics_are_those_of_the_file(real_file, theirs):
    found = of_file(real_file)
    for name in ("sha256", "images", "shape", "dtype"):
        assert found.pop(name) == theirs[name]
    for name, values in found.items():
        np.testing.assert_allclose(values, theirs[name], rtol=1e-4, err_msg=name)


def test_the_bundled_morphology_is_that_of_the_file(real_file):
    found = morphology_of_file(real_file)
    assert found == pytest.approx(REAL, rel=0.01)


def test_morphology_is_like_the_surveys(tmp_path):
    """Of the set that is shown where there is no other, every statistic but one within a tenth."""
    found = morphology_of_file(locate(None, tmp_path).path)
    compared = [Compared(name, value, REAL[name]) for name, value in found.items()]
    assert {item.name for item in compared if not item.near} <= STILL_OFF


def test_format_is_the_surveys(images, theirs):
    assert str(images.dtype) == theirs["dtype"]
    assert images.shape == (theirs["images"], *theirs["shape"])


def test_brightness_is_like_the_surveys(ours, theirs):
    np.testing.assert_allclose(ours["brightness"], theirs["brightness"], rtol=0.2)


def test_sky_is_like_the_surveys(ours, theirs):
    np.testing.assert_allclose(ours["sky"], theirs["sky"], atol=2.5)


def test_profile_is_like_the_surveys(ours, theirs):
    np.testing.assert_allclose(ours["profile"], theirs["profile"], rtol=0.2)


def test_colours_of_the_centre_are_like_the_surveys(ours, theirs):
    np.testing.assert_allclose(np.diff(ours["centre"]), np.diff(theirs["centre"]), atol=4)


def test_singular_values_are_like_the_surveys(ours, theirs):
    ratio = np.divide(ours["singular_values"], theirs["singular_values"])
    assert ratio.min() > 0.7
    assert ratio.max() < 1.4
