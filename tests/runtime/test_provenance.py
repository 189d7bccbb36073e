"""Where results come from, and what they cost."""

import subprocess

import numpy as np
import pytest

from analysis.runtime.cost import measured
from analysis.runtime.provenance import trace
from report.command import command


def git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path):
    """A folder under version control with one commit."""
    (tmp_path / "code.py").write_text("1")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "First")
    return tmp_path


def test_the_commit_and_whether_the_code_is_still_that(project):
    made = trace(project)
    said = subprocess.run(["git", "-C", project, "rev-parse", "HEAD"], capture_output=True)
    assert made.commit == said.stdout.decode().strip()
    assert not made.changed
    (project / "code.py").write_text("2")
    assert trace(project).changed


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/someone/galaxies",
        "https://github.com/someone/galaxies.git",
        "git@github.com:someone/galaxies.git",
        "ssh://git@github.com/someone/galaxies",
    ],
)
def test_the_page_of_a_repository_on_github(project, address):
    git(project, "remote", "add", "origin", address)
    assert trace(project).repository == "https://github.com/someone/galaxies"


def test_elsewhere_there_is_no_page(project):
    assert trace(project).repository is None
    git(project, "remote", "add", "origin", "/elsewhere/galaxies.git")
    assert trace(project).repository is None


def test_without_version_control_nothing_is_claimed(tmp_path):
    made = trace(tmp_path)
    assert (made.commit, made.changed, made.repository) == (None, False, None)
    assert made.libraries["numpy"] == np.__version__


def test_the_most_memory_is_seen_though_it_is_given_back():
    def hold(size):
        return int(np.ones(size // 8).sum())

    _, little = measured(hold, 8)
    result, much = measured(hold, 400_000_000)
    assert result == 50_000_000
    assert much.peak_memory - little.peak_memory > 300_000_000
    assert much.seconds > 0


def test_a_failing_computation_fails_as_without_the_measuring():
    with pytest.raises(ZeroDivisionError):
        measured(lambda: 1 / 0)


def test_the_command_says_what_was_chosen():
    assert command(None, "images_spirals", None, 4, False) == "make report"
    assert command(None, "images_spirals", 27, 4, False) == "make report GALAXY=27"
    assert command("c d.h5", "x", 3, 8, True) == (
        "make report DATA='c d.h5' KEY=x GALAXY=3 DOWNSAMPLE=8 FULL=1"
    )
