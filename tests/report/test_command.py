"""What a user sees who types `make report` with something wrong."""

from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import pytest

from analysis.images.split import FEWEST_GALAXIES
from tests.support import small
from tests.support.command import make_report

SIDE = 64


@pytest.fixture(scope="module")
def images():
    generator = np.random.default_rng(20)
    return generator.integers(0, 256, (FEWEST_GALAXIES, SIDE, SIDE, 3), np.uint8)


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
    images[160] = 12
    return store(path, images)


FILES = {
    "nowhere": (lambda path, _: path, "there is no such file"),
    "text": (text, "not an HDF5 file"),
    "truncated": (truncated, "truncated or damaged"),
    "other key": (lambda path, x: store(path, x, "spirals"), "it holds spirals; name the images"),
    "rank": (lambda path, x: store(path, x[..., 0]), "has 3 dimensions"),
    "bands": (lambda path, x: store(path, np.repeat(x, 2, -1)), "has 6 bands"),
    "oblong": (lambda path, x: store(path, x[:, :, :48]), "not square"),
    "NaN": (not_a_number, "galaxy 7 has pixels that are not finite"),
    "infinite": (infinite, "galaxy 9 has pixels that are not finite"),
    "constant": (constant, "galaxy 160 is a constant image"),
    "few": (lambda path, x: store(path, x[1:]), f"needs at least {FEWEST_GALAXIES}"),
}
VARIABLES: dict[str, tuple[dict[str, object], str]] = {
    "galaxy": ({"GALAXY": 161}, "there is no galaxy 161"),
    "negative galaxy": ({"GALAXY": -1}, "there is no galaxy -1"),
    "no number": ({"GALAXY": "M51"}, "invalid int value"),
    "factor": ({"DOWNSAMPLE": 3}, "does not divide the image size of 64"),
    "zero": ({"DOWNSAMPLE": 0}, "does not divide the image size of 64"),
    "large factor": ({"DOWNSAMPLE": 8}, "8 pixels wide"),
    "key": ({"key": "names"}, "there is no dataset names"),
}


def assert_refused(done, output, sentence):
    errors = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    assert len(errors) == 1, done.stderr
    assert errors[0].startswith("error: ")
    assert sentence in errors[0]
    assert done.returncode == 2
    assert not output.exists()


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_used(repository, tmp_path, images, case):
    make, sentence = FILES[case]
    path, output = make(tmp_path / "set.hdf5", images), tmp_path / "site"
    done = make_report(repository, output, DATA=path)
    assert_refused(done, output, sentence)
    assert str(path) in done.stderr


@pytest.mark.parametrize("case", VARIABLES)
def test_a_variable_that_cannot_be_used(repository, tmp_path, images, case):
    variables, sentence = VARIABLES[case]
    output = tmp_path / "site"
    done = make_report(repository, output, DATA=store(tmp_path / "set.hdf5", images), **variables)
    assert_refused(done, output, sentence)


def test_an_output_folder_that_cannot_be_written(repository, tmp_path, images):
    (tmp_path / "site").write_text("a file, not a folder")
    output = tmp_path / "site" / "report"
    done = make_report(repository, output, DATA=store(tmp_path / "set.hdf5", images))
    assert done.returncode == 2
    assert "error: cannot write into the output folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site").read_text() == "a file, not a folder"


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
            assert (folder / name).read_text() == (alone / name).read_text(), name
