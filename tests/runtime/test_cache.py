import sys
from dataclasses import dataclass

import numpy as np
import pytest

from analysis.runtime import cache


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
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "entries")
    yield folder
    for name in [name for name in sys.modules if name.startswith("sandbox")]:
        del sys.modules[name]


@pytest.fixture
def outer(package):
    from sandbox import outer

    cache.source_digest.cache_clear()
    cache._source.cache_clear()
    return outer


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
    damaged = {
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
