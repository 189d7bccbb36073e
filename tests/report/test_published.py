"""Reports as they are published, in full and of more galaxies than are looked at one by one.

They take half an hour and more; here a copy of the sources has smaller numbers in it. The copy has
a cache of its own, and the cells of its document import from it.
"""

import json
import re
import shutil

import numpy as np

from tests.support import small
from tests.support.command import make_report

FOLDERS = ("analysis", "report", "templates")
FILES = ("Makefile", "_quarto.yml", "requirements.lock", "requirements.cuda.lock", "README.md")
CACHES = shutil.ignore_patterns("__pycache__")
SOME, AT_HAND = 120, 100
FEW = {
    "analysis/autoencoder/recipe.py": {"epochs=200": "epochs=3", "epochs=90": "epochs=4"},
    "analysis/meaning/associations.py": {"RESAMPLES, BATCH = 1000": "RESAMPLES, BATCH = 100"},
    "analysis/morphology/recovery.py": {"NUMBER, SEED = 64": "NUMBER, SEED = 8"},
    "analysis/results/robust_pca.py": {"SIMULATED = 24": "SIMULATED = 6"},
    "analysis/simulation/noiseless.py": {"NUMBER = 16": "NUMBER = 4"},
}
FULL = FEW | {
    "analysis/results/plans.py": {
        "SEEDS = (0, 1, 2, 3, 4)": "SEEDS = (0, 1, 2)",
        "(1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)": "(1, 4, 16), (0, 1)",
    },
}
LARGE = FEW | {
    "analysis/images/subset.py": {"MOST = 1024": f"MOST = {SOME}"},
    "analysis/results/report.py": {"AT_HAND = 256": f"AT_HAND = {AT_HAND}"},
}


def copy_with(numbers, repository, folder):
    """A copy of the sources with other numbers; its folder."""
    folder.mkdir()
    for name in FOLDERS:
        shutil.copytree(repository / name, folder / name, ignore=CACHES)
    for name in FILES:
        shutil.copy(repository / name, folder)
    for name, changes in numbers.items():
        text = (folder / name).read_text(encoding="utf-8")
        for before, after in changes.items():
            assert text.count(before) == 1, f"{name}: {before}"
            text = text.replace(before, after)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def published(sources, path, output, **variables):
    """Make the report; its numbers, and its page as text."""
    choice = small.CHOICE | variables
    done = make_report(sources, output, DATA=path, ENGINE="pandoc", **choice)
    assert done.returncode == 0, done.stderr
    assert (output / "report.pdf").read_bytes().startswith(b"%PDF")
    page = (output / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"<(details|style|script).*?</\1>", "", page, flags=re.DOTALL)
    numbers = json.loads((output / "results.json").read_text(encoding="utf-8"))
    return numbers, " ".join(re.sub(r"<[^>]+>", "", page).split())


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
