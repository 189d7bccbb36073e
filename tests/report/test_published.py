"""Reports as they are published, in full and of more galaxies than are looked at one by one.

They take half an hour and more; here a copy of the sources has smaller numbers in it.
"""

import json
import re

import numpy as np

from tests.support import small
from tests.support.sources import FEW, copy_with, published

SOME, AT_HAND = 120, 100
FULL = FEW | {
    "analysis/results/plans.py": {
        "(0, 1, 2), (0, 1, 2, 3, 4)": "(0, 1), (0, 1, 2)",
        "(1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)": "(1, 4, 16), (0, 1)",
    },
}
LARGE = FEW | {
    "analysis/images/subset.py": {"MOST = 1024": f"MOST = {SOME}"},
    "analysis/results/report.py": {"AT_HAND = 256": f"AT_HAND = {AT_HAND}"},
}


def test_a_full_report_has_all_its_trainings(repository, small_file, tmp_path):
    sources = copy_with(FULL, repository, tmp_path / "sources")
    numbers, page = published(sources, small_file[0], tmp_path / "site", FULL=1)
    found = numbers["autoencoder"]
    assert numbers["full"] is True
    assert [each["latent_dim"] for each in found["sweep"]["dimensions"]] == [1, 4, 16]
    assert [len(each["seeds"]) for each in found["sweep"]["dimensions"]] == [2, 3, 2]
    assert "the lecture's" in json.dumps(found)
    for name in ("fig-sweep", "fig-seeds"):
        assert f'id="{name}"' in (tmp_path / "site" / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"Undefined|\{\{|@(fig|tbl|eq|sec)-", page)


def test_of_a_large_set_some_are_looked_at_closely(repository, small_file, tmp_path):
    sources = copy_with(LARGE, repository, tmp_path / "sources")
    numbers, page = published(sources, small_file[0], tmp_path / "site")
    some = np.array(numbers["closer"])
    assert len(some) == SOME < small.GALAXIES
    assert small.GALAXY in some
    # Every galaxy is thresholded all the same.
    assert len(numbers["hard_threshold"]["sample"]["known_noise_kept"]) == small.GALAXIES
    assert not re.search(r"Undefined|\{\{|@(fig|tbl|eq|sec)-", page)
