import errno
import importlib
import os
import sys
import time
from dataclasses import dataclass, replace

import numpy as np
import pytest

from analysis.autoencoder.precision import Precision
from analysis.results import run as training_run
from analysis.results.plans import Plan
from analysis.runtime import cache
from tests.support import tiny


@dataclass(frozen=True)
class Settings:
    rank: int
    name: str = "db4"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two modules, one importing the other, with a cache of its own."""
    folder = tmp_path / "sandbox"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "inner.py").write_text("FACTOR = 2\n")
    (folder / "outer.py").write_text(
        "from sandbox import inner\nCALLS = []\n"
        "def double(x):\n    CALLS.append(x)\n    return x * inner.FACTOR\n"
        "def write(path, x):\n    CALLS.append(x)\n    path.parent.mkdir(exist_ok=True)\n"
        "    path.write_bytes(bytes([x * inner.FACTOR] * 1000))\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "entries")
    yield folder
    for name in [name for name in sys.modules if name.startswith("sandbox")]:
        del sys.modules[name]


@pytest.fixture
def outer(package):
    cache.source_digest.cache_clear()
    cache._source.cache_clear()
    return importlib.import_module("sandbox.outer")


def test_a_second_call_computes_nothing(outer):
    x = np.arange(3.0)
    first, second = cache.cached(outer.double, x), cache.cached(outer.double, x.copy())
    np.testing.assert_array_equal(first, second)
    assert len(outer.CALLS) == 1


def test_other_inputs_are_computed(outer):
    for x in (np.arange(3.0), np.arange(3), np.arange(4.0), np.arange(3.0)[:, None]):
        cache.cached(outer.double, x)
    assert len(outer.CALLS) == 4


def test_changed_code_is_computed_anew_also_in_an_imported_module(outer, package):
    assert cache.cached(outer.double, 3) == 6
    (package / "inner.py").write_text("FACTOR = 5\n")
    outer.inner.FACTOR = 5
    cache.source_digest.cache_clear()
    assert cache.cached(outer.double, 3) == 15


@pytest.mark.parametrize("damage", ["truncated", "flipped", "emptied", "garbage"])
def test_a_damaged_entry_is_computed_anew_and_mended(outer, damage):
    x = np.arange(100.0)
    cache.cached(outer.double, x)
    (entry,) = cache.FOLDER.iterdir()
    content = bytearray(entry.read_bytes())
    content[-50] ^= 1
    damaged: dict[str, bytes | bytearray] = {
        "truncated": content[:-10],
        "flipped": content,
        "emptied": b"",
        "garbage": b"not a cache entry at all, and longer than a digest",
    }
    entry.write_bytes(damaged[damage])
    np.testing.assert_array_equal(cache.cached(outer.double, x), 2 * x)
    assert len(outer.CALLS) == 2
    cache.cached(outer.double, x)
    assert len(outer.CALLS) == 2


def test_an_entry_of_what_the_code_no_longer_has_is_computed_anew(outer):
    outer.inner.Result = type("Result", (), {"__module__": "sandbox.inner"})
    cache._keep(
        cache._paths(outer.double, (3,))[0], cache.Entry(outer.inner.Result(), cache._here())
    )
    del outer.inner.Result
    assert cache.cached(outer.double, 3) == cache.cached(outer.double, 3) == 6
    assert outer.CALLS == [3]


def test_a_failed_computation_leaves_nothing(outer):
    with pytest.raises(TypeError):
        cache.cached(outer.double, None)
    assert not cache.FOLDER.exists() or not list(cache.FOLDER.iterdir())


def test_fields_of_dataclasses_count():
    keys = {
        b"".join(cache._parts((value,)))
        for value in (Settings(4), Settings(16), Settings(4, "haar"), (4, "db4"))
    }
    assert len(keys) == 4


def test_the_training_depends_on_its_recipe_but_not_on_figures():
    modules = cache._imported("analysis.results.autoencoder", set())
    assert "analysis.autoencoder.recipe" in modules
    assert not [name for name in modules if name.startswith("analysis.figures")]


def test_what_cannot_be_told_apart_is_refused(outer):
    with pytest.raises(TypeError, match="cannot cache by a set"):
        cache.cached(outer.double, {1, 2})


def test_two_threads_never_parse_at_once(monkeypatch):
    held = []

    def imported(module, seen):
        held.append(cache.PARSING.locked())
        return seen

    monkeypatch.setattr(cache, "_imported", imported)
    cache.source_digest.__wrapped__("analysis.runtime.cache")
    assert held == [True]


def test_code_of_another_package_of_ours_is_hashed_with_what_it_imports():
    modules = cache._imported("report.explore.pack", set())
    assert "analysis.images.greyscale" in modules
    assert "analysis.figures.style" in modules
    assert "report.numbers" in cache._imported("report.cells", set())


def test_a_package_beside_ours_counts_with_all_its_modules(outer, package):
    assert cache._imported("sandbox.outer", set()) == {"sandbox", "sandbox.outer", "sandbox.inner"}


@pytest.mark.parametrize("library", ["Pillow", "h5py", "numpy"])
def test_another_version_of_a_library_is_another_key(outer, monkeypatch, library):
    versions = cache.version
    before = cache.key(outer.double, (1,))
    monkeypatch.setattr(cache, "version", lambda name: versions(name) + "x" * (name == library))
    cache._environment.cache_clear()
    after = cache.key(outer.double, (1,))
    cache._environment.cache_clear()
    assert before != after


def test_numbers_and_device_of_a_training_count():
    precisions = [
        Precision(device, numbers)
        for device in ("cpu", "cuda")
        for numbers in ("float32", "bfloat16")
    ]
    assert len({b"".join(cache._parts((precision,))) for precision in precisions}) == 4


def test_a_training_in_bfloat16_is_not_taken_for_one_in_float32(tmp_path, monkeypatch, one_thread):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    images = tiny.ellipses(24)
    plan = Plan(2, replace(tiny.RECIPE, epochs=1))
    found = []
    for numbers in ("float32", "bfloat16", "float32"):
        monkeypatch.setattr(
            "analysis.autoencoder.choice.best_precision",
            lambda *_, numbers=numbers: Precision("cpu", numbers),
        )
        trained, *_ = training_run.train_plan(images, plan, lambda message: None)
        assert trained.precision.numbers == numbers
        found.append(trained.training_loss[0])
    assert found[0] == found[2]
    assert found[0] != found[1]
    assert len(list(tmp_path.glob("measured*"))) == 2


def test_an_entry_tells_what_made_it_though_another_machine_reads_it(outer, monkeypatch):
    here = cache._here()
    there = replace(here, system="Plan 9 on pdp11", date="1 January 1970")
    monkeypatch.setattr(cache, "_here", lambda: there)
    cache.cached(outer.double, 3)
    monkeypatch.setattr(cache, "_here", lambda: here)
    assert cache.cached_entry(outer.double, 3) == cache.Entry(6, there)
    assert cache.cached_entry(outer.double, 4) == cache.Entry(8, here)


def full_disk(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_loses_no_result(outer, monkeypatch, capsys):
    monkeypatch.setattr("analysis.runtime.files.os.fsync", full_disk)
    assert cache.cached(outer.double, 21) == 42
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.endswith("this result could not be kept (No space left on device)")
    assert list(cache.FOLDER.iterdir()) == []
    monkeypatch.undo()


def test_a_folder_that_cannot_be_made_loses_no_result(outer, tmp_path, monkeypatch, capsys):
    (tmp_path / "file").touch()
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "file")
    assert cache.cached(outer.double, 21) == 42
    assert len(capsys.readouterr().err.splitlines()) == 1


def entries_of_a_day_ago(outer, numbers):
    """Entries, the last one used the longest ago, and how large they are."""
    paths = []
    for age, number in enumerate(numbers):
        cache.cached(outer.double, np.full(1000, number))
        path = cache._paths(outer.double, (np.full(1000, number),))[0]
        used = time.time() - 86400 - age
        os.utime(path, (used, used))
        paths.append(path)
    return paths, paths[0].stat().st_size


def test_what_was_not_used_for_longest_goes(outer, monkeypatch):
    paths, size = entries_of_a_day_ago(outer, range(4))
    monkeypatch.setattr(cache, "LARGEST", int(4.5 * size))
    cache.cached(outer.double, np.full(1000, 2))  # is used again
    cache.cached(outer.double, np.full(1000, 7))
    assert [path.exists() for path in paths] == [True, True, True, False]
    cache.cached(outer.double, np.full(1000, 8))
    assert [path.exists() for path in paths] == [True, False, True, False]
    assert sum(path.stat().st_size for path in cache.FOLDER.iterdir()) <= cache.LARGEST


def test_what_is_in_use_stays_however_much_it_is(outer, monkeypatch):
    paths, _ = entries_of_a_day_ago(outer, range(3))
    monkeypatch.setattr(cache, "LARGEST", 0)
    cache.cached(outer.double, np.full(1000, 0))
    cache.cached(outer.double, np.full(1000, 7))
    assert [path.exists() for path in paths] == [True, False, False]
    assert len(list(cache.FOLDER.iterdir())) == 2


def test_a_file_is_written_once(outer):
    first, second = (cache.cached_file(outer.write, ".bin", 3) for _ in range(2))
    assert first == second
    assert first.read_bytes() == bytes([6] * 1000)
    assert first.suffix == ".bin"
    assert cache.cached_file(outer.write, ".bin", 4).read_bytes() == bytes([8] * 1000)
    assert outer.CALLS == [3, 4]


@pytest.mark.parametrize("damage", [lambda x: x[:-1], lambda x: x + b"x", lambda x: b"y" + x[1:]])
def test_a_damaged_file_is_written_again(outer, damage):
    file = cache.cached_file(outer.write, ".bin", 3)
    file.write_bytes(damage(file.read_bytes()))
    assert cache.cached_file(outer.write, ".bin", 3).read_bytes() == bytes([6] * 1000)
    file.unlink()
    assert cache.cached_file(outer.write, ".bin", 3).is_file()
    assert outer.CALLS == [3, 3, 3]


def test_a_changed_writer_writes_another_file(outer, package):
    cache.cached_file(outer.write, ".bin", 3)
    (package / "inner.py").write_text("FACTOR = 5\n")
    outer.inner.FACTOR = 5
    cache.source_digest.cache_clear()
    assert cache.cached_file(outer.write, ".bin", 3).read_bytes() == bytes([15] * 1000)
