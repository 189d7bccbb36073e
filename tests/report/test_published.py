"""A report as it is published: in full, and of more galaxies than are looked at one by one.

It takes half an hour and more; here a copy of the sources has smaller numbers in it.
"""

import json
import re

import numpy as np
import pytest

from analysis import simulation
from tests.support import small
from tests.support.sources import FEW, copy_with, published

GALAXIES, SOME, AT_HAND = 64, 48, 40
CHANGES = FEW | {
    "analysis/results/plans.py": {
        "(0, 1, 2), (0, 1, 2, 3, 4)": "(0, 1), (0, 1, 2)",
        "(1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)": "(1, 4, 16), (0, 1)",
    },
    "analysis/images/split.py": {"MOST = 1024": f"MOST = {SOME}"},
    "analysis/results/report.py": {"AT_HAND = 256": f"AT_HAND = {AT_HAND}"},
}


@pytest.fixture(scope="module")
def report(repository, tmp_path_factory):
    """The report: its numbers, its page as text, and its folder."""
    folder = tmp_path_factory.mktemp("published")
    simulation.write(folder / "set.hdf5", simulation.simulate(GALAXIES, side=small.SIDE))
    sources = copy_with(CHANGES, repository, folder / "sources")
    numbers, page = published(sources, folder / "set.hdf5", folder / "site", FULL=1)
    return numbers, page, folder / "site"


def test_a_full_report_has_all_its_trainings(report):
    numbers, page, folder = report
    found = numbers["autoencoder"]
    assert numbers["full"] is True
    assert [each["latent_dim"] for each in found["sweep"]["dimensions"]] == [1, 4, 16]
    assert [len(each["seeds"]) for each in found["sweep"]["dimensions"]] == [2, 3, 2]
    assert "the lecture's" in json.dumps(found)
    for name in ("fig-sweep", "fig-seeds"):
        assert f'id="{name}"' in (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"Undefined|\{\{|@(fig|tbl|eq|sec)-", page)


def test_of_a_large_set_some_are_looked_at_closely(report):
    numbers, *_ = report
    some = np.array(numbers["closer"])
    assert len(some) == SOME
    assert small.GALAXY in some
    # Every galaxy is thresholded all the same.
    assert len(numbers["hard_threshold"]["sample"]["known_noise_kept"]) == GALAXIES
