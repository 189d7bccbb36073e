"""What a user sees who types `make report` with something wrong."""

import calendar
import json
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import pytest

from analysis.images.split import FEWEST_GALAXIES
from report.render.__main__ import main
from report.render.place import PARTS, PUBLISHED, require_place
from tests.support import small
from tests.support.command import ended, make_report
from tests.support.unprivileged import as_nobody, open_folder

__all__ = ["open_folder"]

GALAXIES, SIDE = 30, 64


@pytest.fixture(scope="module")
def images():
    generator = np.random.default_rng(20)
    return generator.integers(0, 256, (GALAXIES, SIDE, SIDE, 3), np.uint8)


def store(path, data, key="images_spirals"):
    with h5py.File(path, "w") as file:
        file[key] = data
    return path


def text(path, _images):
    path.write_text("not galaxies")
    return path


def truncated(path, images):
    store(path, images)
    path.write_bytes(path.read_bytes()[:100_000])
    return path


def not_a_number(path, images):
    images = images.astype(np.float32)
    images[7, 3, 3, 0] = np.nan
    return store(path, images)


def infinite(path, images):
    images = images.astype(np.float64)
    images[9, 3, 3, 2] = -np.inf
    return store(path, images)


def constant(path, images):
    images = images.copy()
    images[29] = 12
    return store(path, images)


FILES = {
    "nowhere": (lambda path, _: path, "there is no such file"),
    "text": (text, "not an HDF5 file"),
    "truncated": (truncated, "truncated or damaged"),
    "other key": (lambda path, x: store(path, x, "spirals"), "it holds spirals; name the images"),
    "rank": (lambda path, x: store(path, x[..., 0]), "make 3 bands of the one"),
    "bands": (lambda path, x: store(path, np.repeat(x, 2, -1)), "is 30 x 64 x 64 x 6 where"),
    "oblong": (lambda path, x: store(path, x[:, :, :48]), "not square"),
    "NaN": (not_a_number, "galaxy 7 has pixels that are not finite"),
    "infinite": (infinite, "galaxy 9 has pixels that are not finite"),
    "constant": (constant, "galaxy 29 is a constant image"),
    "sky": (store, f"no galaxy stands out in the middle of any of {GALAXIES} images"),
    "few": (
        lambda path, x: store(path, x[: FEWEST_GALAXIES - 1]),
        f"needs at least {FEWEST_GALAXIES}",
    ),
}
OPTIONS: dict[str, tuple[dict[str, object], str]] = {
    "galaxy": ({"galaxy": 30}, "there is no galaxy 30"),
    "negative galaxy": ({"galaxy": -1}, "there is no galaxy -1"),
    "no number": ({"galaxy": "M51"}, "invalid int value"),
    "factor": ({"downsample": 3}, "does not divide the image size of 64"),
    "zero": ({"downsample": 0}, "does not divide the image size of 64"),
    "large factor": ({"downsample": 8}, "8 pixels wide"),
    "key": ({"key": "names"}, "there is no dataset names"),
}


def refused(options, monkeypatch, capsys):
    """Call the command; its one sentence."""
    words = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr(sys, "argv", ["report.render", *words])
    monkeypatch.setenv("PYTHONPATH", "")  # which the command changes
    assert ended(main) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("error: ")
    return sentence


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_used(tmp_path, images, monkeypatch, capsys, case):
    make, sentence = FILES[case]
    path, output = make(tmp_path / "set.hdf5", images), tmp_path / "site"
    said = refused({"data": path, "output": output}, monkeypatch, capsys)
    assert sentence in said
    assert str(path) in said
    assert not output.exists()


def test_a_file_that_may_not_be_read(open_folder, images, monkeypatch, capsys):
    path, output = store(open_folder / "set.hdf5", images), open_folder / "site"
    path.chmod(0)
    with as_nobody():
        said = refused({"data": path, "output": output}, monkeypatch, capsys)
    assert f"{path}: the file cannot be read (Permission denied)" in said
    assert not output.exists()


@pytest.mark.parametrize("case", OPTIONS)
def test_an_option_that_cannot_be_used(tmp_path, images, monkeypatch, capsys, case):
    options, sentence = OPTIONS[case]
    path, output = store(tmp_path / "set.hdf5", images), tmp_path / "site"
    said = refused({"data": path, "output": output} | options, monkeypatch, capsys)
    assert sentence in said
    assert not output.exists()


def test_an_output_folder_that_cannot_be_written(tmp_path, images, monkeypatch, capsys):
    (tmp_path / "site").write_text("a file, not a folder")
    options = {"data": store(tmp_path / "set.hdf5", images), "output": tmp_path / "site" / "report"}
    said = refused(options, monkeypatch, capsys)
    assert "cannot write into the output folder" in said
    assert (tmp_path / "site").read_text() == "a file, not a folder"


def test_images_that_the_report_would_replace(tmp_path, images, monkeypatch, capsys):
    path, link = store(tmp_path / "greyscale.hdf5", images), tmp_path / "link.hdf5"
    link.symlink_to(path)
    before = path.read_bytes()
    for data in (path, link):
        said = refused({"data": data, "output": tmp_path}, monkeypatch, capsys)
        assert f"{path} holds the images, and would be written over" in said
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_file_of_the_users_own_is_never_replaced(tmp_path, images, monkeypatch, capsys, name):
    path, own = store(tmp_path / "set.hdf5", images), tmp_path / "site" / name
    own.parent.mkdir()
    own.write_text('{"data": "mine"}')
    said = refused({"data": path, "output": own.parent}, monkeypatch, capsys)
    assert f"{own} would be written over" in said
    assert own.read_text() == '{"data": "mine"}'


def test_a_report_is_replaced_by_the_next(tmp_path):
    (tmp_path / "report.html").write_text("a report")
    (tmp_path / "results.json").write_text(json.dumps({part: {} for part in PARTS}))
    require_place(tmp_path, None)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [({"DATA": "nowhere.hdf5"}, "there is no such file"), ({"key": "names"}, "no dataset names")],
)
def test_make_says_no_more_than_the_sentence(repository, tmp_path, images, variables, sentence):
    path, output = store(tmp_path / "set.hdf5", images), tmp_path / "site"
    done = make_report(repository, output, **({"DATA": path} | variables))
    (said,) = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    assert said.startswith("error: ")
    assert sentence in said
    assert done.returncode == 2
    assert not output.exists()


def test_variables_may_be_written_small(repository):
    values = {"data": "a b.hdf5", "key": "x", "galaxy": "7", "downsample": "2", "output": "o"}

    def asked_for(**variables):
        options = [f"{name}={value}" for name, value in variables.items()]
        command = ["make", "--no-print-directory", "--dry-run", "--old-file=.venv/.installed"]
        said = subprocess.check_output([*command, "report", *options], cwd=repository, text=True)
        return shlex.split(said.replace("\\\n", ""))[3:]

    expected = [word for name, value in values.items() for word in (f"--{name}", value)]
    assert asked_for(**values, full="1") == [*expected, "--full"]
    large = {name.upper(): value for name, value in values.items()}
    assert asked_for(**large, FULL="1") == [*expected, "--full"]
    assert asked_for(**large, FULL="0") == expected


def test_two_render_at_once_without_harm(repository, small_file, small_report, tmp_path):
    path, _ = small_file
    folders = [tmp_path / name for name in ("one", "other")]

    def render(folder):
        return make_report(repository, folder, DATA=path, ENGINE="pandoc", **small.CHOICE)

    with ThreadPoolExecutor() as pool:
        for done in pool.map(render, folders):
            assert done.returncode == 0, done.stderr
    alone, _ = small_report
    for folder in folders:
        assert sorted(file.name for file in folder.iterdir()) == sorted(
            file.name for file in alone.iterdir()
        )
        for name in ("results.json", "report.html"):
            assert undated(folder / name) == undated(alone / name), name


def undated(path):
    """A file's text without the day on which it was made: midnight may have passed between two."""
    months = "|".join(calendar.month_name[1:])
    return re.sub(rf"\d+ ({months}) \d{{4}}", "", path.read_text())
