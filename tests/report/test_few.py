"""The smallest set, with images in it of which little can be told, through the command."""

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from analysis import simulation
from analysis.images.split import FEWEST_GALAXIES, FEWEST_TEST, LATENTS
from tests.support import small
from tests.support.hostile import hostile_variables
from tests.support.sources import FEW, copy_with, published

PIXEL, HALF, COPY = 4, 5, 6
COMPUTE = f"""
import json
from analysis.results.outputs import record
from analysis.results.report import compute
run, _ = compute("few.hdf5", galaxy={PIXEL}, downsample={small.P}, progress=lambda message: None)
print(json.dumps(record(run)))
"""


@pytest.fixture(scope="module")
def folder(repository, tmp_path_factory):
    """Where the images of 16 galaxies are, and the sources of their report."""
    folder = tmp_path_factory.mktemp("few")
    simulated = simulation.simulate(FEWEST_GALAXIES, side=small.SIDE)
    images = simulated.images
    images[PIXEL] = 0
    images[PIXEL, 20, 20] = 255  # of rank one
    images[HALF, :, 20:] = 0  # beyond the survey's edge
    images[COPY] = images[-1]
    simulation.write(folder / "few.hdf5", simulated)
    copy_with(FEW, repository, folder / "sources")
    return folder


@pytest.fixture(scope="module")
def few(folder):
    """The report, whatever its user has set for other programs: its numbers, its page as text."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in hostile_variables(folder).items():
            patch.setenv(name, value)
        return published(folder / "sources", folder / "few.hdf5", folder / "site", GALAXY=PIXEL)


def test_the_split_and_the_dimensions_follow_from_the_number(few):
    numbers, page = few
    assert numbers["autoencoder"]["test_galaxies"] == FEWEST_TEST
    assert [run["latent_dim"] for run in numbers["autoencoder"]["runs"]] == [LATENTS]
    assert list(numbers["basis"]["test_mse"]) == ["0", "4"]
    assert "d = 16 and 128 are left out: the 12 training galaxies" in page
    assert "With 4 test galaxies the test cannot tell any difference" in page


def test_what_turns_make_of_vectors_and_latents_cannot_be_told(few):
    numbers, page = few
    meaning = numbers["interpretation"]
    assert (numbers["basis"]["turns"], meaning["turns"], meaning["frame"]) == (None, None, None)
    assert "when galaxies are turned cannot be told from 4 test galaxies, of which copies" in page
    assert "nor whether there is a frame in which each goes with one property." in page


def test_copies_are_said(few):
    numbers, page = few
    assert numbers["data"]["different_images"] == FEWEST_GALAXIES - 1
    assert "Only 15 of the images differ from one another." in page


def test_what_cannot_be_told_of_a_galaxy_is_null_and_said(few):
    numbers, page = few
    assert {rank["psnr"] for rank in numbers["svd"]["ranks"]} == {None}
    unknown = numbers["hard_threshold"]["unknown_noise"]
    assert (unknown["kept"], unknown["noise_sigma"]) == (1, None)
    assert "cannot be told, because at least half of the singular values" in page
    assert not re.search(r"\b(nan|inf|None|Undefined)\b|\d\u202f\d{3}\u202f\d{3}", page)


def test_one_image_spoils_no_median(few):
    numbers, _ = few
    (run,) = numbers["autoencoder"]["runs"]
    known = (
        run["detail"]["svd"]["fine"],
        run["ratio"],
        numbers["rate_distortion"]["noise"]["median"],
    )
    residuals = [item["fine_share"] for item in numbers["rate_distortion"]["residuals"]]
    assert np.all(np.isfinite([*known, *residuals]))
    assert numbers["hard_threshold"]["sample"]["unknown_noise_kept"][HALF] <= 20


def test_computing_again_without_what_users_set_gives_the_same_numbers(few, folder):
    kept = folder / "sources" / ".cache"
    for entry in kept.glob("*.pickle"):
        if not entry.name.startswith("fastest-"):  # the machine's, by measurement
            entry.unlink()
    again = subprocess.check_output(
        [sys.executable, "-c", COMPUTE],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "sources")},
        text=True,
    )
    assert any(kept.glob("_compute-*"))
    numbers, _ = few
    numbers = {name: part for name, part in numbers.items() if name != "made"}
    assert without_times(json.loads(again)) == without_times(numbers)


def without_times(part):
    """Numbers without how long they took."""
    if isinstance(part, dict):
        return {name: without_times(item) for name, item in part.items() if name != "seconds"}
    return [without_times(item) for item in part] if isinstance(part, list) else part
