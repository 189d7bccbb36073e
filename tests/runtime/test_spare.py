"""A cache that takes nothing costs time, and no result."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis.runtime import cache, files, spare
from analysis.runtime.errors import Failed, UsageError
from analysis.runtime.spare import spare_folder, with_spare_folder

CALLS: list[int] = []


def double(x):
    CALLS.append(x)
    return 2 * x


def write(path, x):
    CALLS.append(x)
    with files.failed_if_unwritable(path, "the file", "make room"), files.whole_file(path) as file:
        file.write(bytes(x))


@pytest.fixture(autouse=True)
def calls(monkeypatch):
    CALLS.clear()
    cache._tell_once.cache_clear()
    monkeypatch.delenv(spare.VARIABLE, raising=False)
    monkeypatch.setattr(cache, "key", lambda compute, inputs: "-".join(map(str, inputs)))
    return CALLS


@pytest.fixture(params=["unwritable", "full"])
def unusable(request, tmp_path, monkeypatch):
    """A cache that takes nothing; the reason."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(cache, "FOLDER", folder)
    if request.param == "unwritable":
        folder.touch()
        return os.strerror(errno.EEXIST)
    sync = os.fsync

    def full(handle):
        if str(folder) in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    return os.strerror(errno.ENOSPC)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the full disk is Linux's")
def test_the_run_keeps_its_results_for_itself(unusable, calls, capsys):
    with with_spare_folder():
        folder = spare_folder()
        assert [cache.cached(double, x) for x in (1, 2, 1)] == [2, 4, 2]
        first, second = (cache.cached_file(write, ".bin", 5) for _ in range(2))
        assert first == second
        assert first.parent == folder
        assert first.read_bytes() == bytes(5)
        assert cache.is_cached(double, 2)
        assert calls in ([1, 2, 5], [1, 2, 5, 5])  # a full disk shows at the end
        (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"{cache.FOLDER}: the cache takes no more ({unusable}); ")
    assert not folder.exists()
    assert spare_folder() is None


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the full disk is Linux's")
def test_without_a_folder_of_its_own_a_file_is_refused(unusable):
    with pytest.raises((Failed, OSError)):
        cache.cached_file(write, ".bin", 5)


def test_a_cache_that_takes_results_is_the_only_one(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    with with_spare_folder():
        cache.cached(double, 1)
        folder = spare_folder()
        assert folder is not None
        assert list(folder.iterdir()) == []
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_programs_of_the_run_share_the_folder(repository):
    program = "from analysis.runtime.spare import spare_folder; print(spare_folder())"
    with with_spare_folder():
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == str(spare_folder())


def test_no_folder_for_temporary_files_is_told(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere"])
    with (
        pytest.raises(UsageError, match=r"\(No usable temporary directory .*\); name one with"),
        with_spare_folder(),
    ):
        pass
