"""What a user has set for other programs does not show in the report."""

import os
import subprocess
import sys
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.typing import RcKeyType

from analysis.figures.grid import picture_grid, show_grey
from analysis.figures.rendered import render as draw
from analysis.figures.style import style
from analysis.runtime.errors import Failed
from report.render import pandoc
from report.render.workspace import render
from tests.support.command import make_report
from tests.support.document import copy_of_document
from tests.support.hostile import hostile_variables

SETTINGS: dict[RcKeyType, Any] = {
    "image.origin": "lower",
    "text.usetex": True,
    "savefig.transparent": True,
}


@style()
def picture(image):
    figure, axes = picture_grid(1, 1)
    show_grey(axes[0, 0], image, white=63.0)
    axes[0, 0].set_title("a_b")
    return figure


def test_a_matplotlibrc_changes_no_figure():
    image = np.arange(64.0).reshape(8, 8)
    own = draw(picture, image)
    with matplotlib.rc_context(SETTINGS):
        assert draw(picture, image) == own


def test_the_kernel_that_quarto_starts_says_nothing_of_encryption(repository):
    setting = (repository / "_environment").read_text("utf-8").splitlines()[-1]
    variables = os.environ | dict([setting.split("=")])
    start = (
        "from jupyter_client.manager import start_new_kernel as start\n"
        "manager, client = start(kernel_name='python3')\n"
        "client.stop_channels(), manager.shutdown_kernel(now=True)\n"
    )
    process = subprocess.run(
        [sys.executable, "-P", "-c", start],
        cwd=repository / "report",
        env=variables,
        capture_output=True,
        text=True,
    )
    assert (process.returncode, process.stderr) == (0, "")


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """Variables and files that pick another kernel, another backend and another Python."""
    for name, value in hostile_variables(tmp_path).items():
        monkeypatch.setenv(name, value)


def test_cells_run_in_this_interpreter_as_it_is(hostile, repository, tmp_path, monkeypatch):
    document = copy_of_document(repository, tmp_path / "document")
    monkeypatch.setenv("PYTHONPATH", str(repository))
    render(pandoc.render, document, {"galaxy": 5}, tmp_path / "output")
    page = (tmp_path / "output" / "report.html").read_text("utf-8")
    assert "A curve of galaxy 5" in page


def test_a_kernel_that_does_not_start_is_one_sentence(repository, tmp_path, monkeypatch):
    document = copy_of_document(repository, tmp_path / "document")
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(Failed, match=r"^the cells cannot be run: Kernel died before"):
        render(pandoc.render, document, {"galaxy": 5}, tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_make_starts_python_as_it_is(hostile, repository, tmp_path):
    process = make_report(repository, tmp_path / "site", DATA=tmp_path / "nothing.hdf5")
    assert process.returncode == 2
    assert "there is no such file" in process.stderr
    assert "Traceback" not in process.stderr
