"""Copies of the sources with smaller numbers in them, whose reports take less time.

Each has a cache of its own, and the cells of its document import from it.
"""

import json
import re
import shutil

from tests.support import small
from tests.support.command import make_report

FOLDERS = ("analysis", "report", "templates")
FILES = (
    "Makefile",
    "_quarto.yml",
    "_environment",
    "requirements.lock",
    "requirements.cuda.lock",
    "README.md",
)
CACHES = shutil.ignore_patterns("__pycache__")
FEW = {
    "analysis/autoencoder/recipe.py": {"epochs=200": "epochs=3", "epochs=90": "epochs=4"},
    "analysis/meaning/associations.py": {"RESAMPLES, BATCH = 1000": "RESAMPLES, BATCH = 100"},
    "analysis/morphology/recovery.py": {"NUMBER, SEED = 64": "NUMBER, SEED = 8"},
    "analysis/results/robust_pca.py": {"SIMULATED = 24": "SIMULATED = 6"},
    "analysis/simulation/noiseless.py": {"NUMBER = 16": "NUMBER = 4"},
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
