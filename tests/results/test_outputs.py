"""The files beside the report, and what is said of where the results come from."""

import json
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import h5py
import numpy as np
import pytest

from analysis.images.reading import KEY, open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.results import greyscale_file, image_file, outputs, report
from analysis.runtime import cache
from analysis.runtime.errors import Failed, InputError
from analysis.runtime.files import file_sha256
from report.cells import Cells
from tests.support import tiny


@dataclass(frozen=True)
class Results:
    error: float


@pytest.fixture(autouse=True)
def entries(tmp_path, monkeypatch):
    """A cache of its own."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "entries")


@pytest.fixture
def galaxies(tmp_path):
    """A file of galaxies."""
    return tiny.write(tmp_path / "set.hdf5", FEWEST_GALAXIES)


@pytest.fixture
def publish(galaxies, tmp_path, monkeypatch):
    """Publish what a report of some file has, its numbers apart; the greyscale images."""
    monkeypatch.setattr(outputs, "write_numbers", lambda *_: None)

    def published(sha256):
        run: Any = SimpleNamespace(data=SimpleNamespace(sha256=sha256, downsample=4))
        outputs.publish(run, cache._here(), galaxies, KEY, tmp_path / "site")
        with h5py.File(tmp_path / "site" / "greyscale.hdf5") as file:
            return file["greyscale"][:], file["downsampled"][:], dict(file["downsampled"].attrs)

    return published


def test_greyscale_images_and_their_averages(galaxies, publish, tmp_path):
    greyscale, downsampled, attributes = publish(file_sha256(galaxies))
    with h5py.File(galaxies) as file:
        expected = file[KEY][:].astype(float).mean(axis=-1)
    np.testing.assert_allclose(greyscale, expected, rtol=1e-6)
    means = expected.reshape(-1, 16, 4, 16, 4).mean(axis=(2, 4))
    np.testing.assert_allclose(downsampled, means, rtol=1e-5)
    assert attributes == {"factor": 4}
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["greyscale.hdf5"]


def test_a_file_that_was_replaced_is_never_kept_as_the_one_before(galaxies, publish):
    before = file_sha256(galaxies)
    original = galaxies.read_bytes()
    tiny.write(galaxies, FEWEST_GALAXIES + 1)
    with pytest.raises(InputError, match=r"set.hdf5: the file has changed .*; run it again"):
        publish(before)
    assert not list(cache.FOLDER.glob("*.hdf5"))
    assert len(publish(file_sha256(galaxies))[0]) == FEWEST_GALAXIES + 1
    galaxies.write_bytes(original)
    assert len(publish(before)[0]) == FEWEST_GALAXIES


def test_one_that_is_replaced_while_it_is_read_is_not_kept_either(galaxies, publish, monkeypatch):
    def open_and_replace(*arguments):
        opened = open_galaxies(*arguments)
        tiny.write(galaxies, FEWEST_GALAXIES + 1)
        return opened

    monkeypatch.setattr(greyscale_file, "open_galaxies", open_and_replace)
    with pytest.raises(InputError, match="has changed"):
        publish(file_sha256(galaxies))
    assert not list(cache.FOLDER.glob("*.hdf5"))


def test_a_changed_writer_is_noticed(galaxies, publish, monkeypatch):
    sha256 = file_sha256(galaxies)
    publish(sha256)
    (first,) = cache.FOLDER.glob("*.hdf5")
    publish(sha256)
    assert list(cache.FOLDER.glob("*.hdf5")) == [first]
    source = cache._source_bytes("analysis.images.greyscale")
    changed = first.with_name("greyscale.py")
    changed.write_bytes(source + b"\n# averaged otherwise\n")
    sources = cache._source
    monkeypatch.setattr(
        cache,
        "_source",
        lambda name: changed if name == "analysis.images.greyscale" else sources(name),
    )
    cache.source_digest.cache_clear()
    publish(sha256)
    cache.source_digest.cache_clear()
    assert len(list(cache.FOLDER.glob("*.hdf5"))) == 2


def test_a_folder_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").touch()
    results: Any = Results(0.5)
    with pytest.raises(Failed, match=r"cannot be written .*; make room and run it again"):
        outputs.write_numbers(tmp_path / "file" / "results.json", results, cache._here())


def test_the_simulated_set_is_made_once(monkeypatch, tmp_path):
    made = []

    def write_simulated(path, seed):
        made.append(seed)
        tiny.write(path, 40)

    write_simulated.__module__ = "analysis.simulation.sample"
    cache.FOLDER.mkdir()
    monkeypatch.setattr(image_file.simulation, "write_simulated", write_simulated)
    first, second = (image_file.locate(None, tmp_path) for _ in range(2))
    assert first == second
    assert first.kind == "simulated"
    assert first.sha256 == file_sha256(first.path)
    assert made == [image_file.SEED]


def test_the_report_tells_what_computed_its_results(galaxies, repository, tmp_path, monkeypatch):
    def _compute(*_choice, path, progress):
        return "the results"

    _compute.__module__ = report.__name__
    monkeypatch.setattr(report, "_compute", _compute)
    here = cache._here()
    there = replace(
        here,
        system="Plan 9 on pdp11",
        processor="KA11",
        processors=1,
        date="1 January 1970",
        libraries={"numpy": "0.0.1"},
    )
    monkeypatch.setattr(cache, "_here", lambda: there)
    report.compute(galaxies, progress=lambda message: None)
    monkeypatch.setattr(cache, "_here", lambda: here)
    results, made = report.compute(galaxies, progress=lambda message: None)
    assert (results, made) == ("the results", there)

    data = SimpleNamespace(source="file", file="set.hdf5", sha256="0", shape=(40,), origin={})
    run = SimpleNamespace(data=data, autoencoder=SimpleNamespace(runs=[SimpleNamespace(seed=0)]))
    monkeypatch.chdir(repository)
    templates = Cells(run).templates
    said = templates.get_template("made/data.md.j2").render(
        run=run, made=made, key=KEY, command="make report"
    )
    assert "Plan 9 on pdp11, 1 logical processors (KA11)" in said
    assert "with numpy 0.0.1." in said
    source = templates.get_template("data/source.md.j2").render(run=run, made=made)
    assert "Computed on 1 January 1970" in source

    numbers_of: Any = Results(0.5)
    outputs.write_numbers(tmp_path / "results.json", numbers_of, made)
    numbers = json.loads((tmp_path / "results.json").read_text())
    assert numbers["error"] == 0.5
    assert numbers["made"]["system"] == "Plan 9 on pdp11"
    assert {"commit", "changed", "repository", "date", "python", "libraries", "processors"} <= set(
        numbers["made"]
    )


def test_what_cannot_be_computed_is_null():
    found = outputs.record({"a": np.array([1, np.nan]), "b": Results(np.float64("nan")), "c": (1,)})
    assert (
        json.dumps(found, allow_nan=False) == '{"a": [1.0, null], "b": {"error": null}, "c": [1]}'
    )
