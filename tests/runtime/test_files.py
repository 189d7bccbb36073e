"""Files that are in their place whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

from analysis.runtime import files
from analysis.runtime.errors import Failed, UsageError
from analysis.runtime.files import (
    DamagedFile,
    failed_if_unwritable,
    file_sha256,
    read_with_digest,
    remove_parts,
    require_writable,
    takes_no_more,
    whole_file,
    whole_hdf5,
    write_with_digest,
)
from tests.support.fetching import room
from tests.support.unprivileged import as_nobody, open_folder

__all__ = ["open_folder"]

FULL = """
from pathlib import Path
from analysis.runtime.files import whole_file, whole_hdf5
import numpy as np
try:
    with {block}
except OSError as error:
    print(error.strerror)
"""
BLOCKS = {
    "bytes": "whole_file(Path({path!r})) as file: file.write(bytes(300_000))",
    "one data set": "whole_hdf5(Path({path!r})) as (file, _): file['x'] = np.ones(300_000)",
    "in parts": "whole_hdf5(Path({path!r})) as (file, check): "
    "[(file.create_dataset(f'{{i}}', data=np.ones(9999)), check()) for i in range(99)]",
}


def put(path, kind, content):
    """Write a text as bytes or as HDF5, then raise it if it is an exception."""
    if kind == "bytes":
        with whole_file(path) as file:
            file.write(str(content).encode())
            if isinstance(content, Exception):
                raise content
    else:
        with whole_hdf5(path) as (opened, _):
            opened["text"] = str(content)
            if isinstance(content, Exception):
                raise content


def got(path, kind):
    if kind == "bytes":
        return path.read_text()
    with h5py.File(path) as file:
        return file["text"].asstr()[()]


@pytest.mark.parametrize("kind", ["bytes", "hdf5"])
def test_it_is_there_at_the_end_and_nothing_else_is(tmp_path, kind):
    path = tmp_path / "new" / "file"
    for text in ("first", "second"):
        put(path, kind, text)
        assert got(path, kind) == text
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["bytes", "hdf5"])
def test_what_fails_halfway_leaves_the_file_as_it_was(tmp_path, kind):
    path = tmp_path / "file"
    put(path, kind, "before")
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        put(path, kind, ZeroDivisionError("after"))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["bytes", "hdf5"])
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_permissions_are_those_of_any_new_file(tmp_path, kind, mask):
    before = os.umask(mask)
    try:
        put(tmp_path / "file", kind, "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("kind", ["bytes", "hdf5"])
def test_it_is_on_the_disk_before_it_is_in_its_place(tmp_path, monkeypatch, kind):
    path = tmp_path / "file"
    seen = []

    def sync(handle):
        (part,) = tmp_path.iterdir()
        seen.append((part.name.endswith(".part"), os.fstat(handle).st_size == part.stat().st_size))
        seen.append(part.stat().st_size > 0)

    monkeypatch.setattr(files.os, "fsync", sync)
    put(path, kind, "text")
    assert seen == [(True, True), True]


@pytest.mark.parametrize("kind", ["bytes", "hdf5"])
def test_a_disk_that_fails_at_the_last_moment_leaves_nothing(tmp_path, monkeypatch, kind):
    def fail(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "file", kind, "text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("size", [100, 5_000, 100_000])
def test_a_full_disk_is_an_error_and_no_crash(tmp_path, repository, block, size):
    program = FULL.format(block=BLOCKS[block].format(path=str(tmp_path / "file")))
    done = subprocess.run(
        [sys.executable, "-B", "-c", f"{room(size)}\n{program}"],
        cwd=repository,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "File too large\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_may_grow_in_another_folder(tmp_path):
    path, folder = tmp_path / "file", tmp_path / "hidden"
    with whole_hdf5(path, folder) as (file, _):
        file["x"] = 1
        assert [part.suffix for part in folder.iterdir()] == [".part"]
        assert not path.exists()
    assert path.is_file()
    assert list(folder.iterdir()) == []


def test_what_killed_writers_left_is_removed_and_nothing_else(tmp_path):
    left = tmp_path / ".file.0123.part"
    kept = [tmp_path / "download.part", tmp_path / ".file"]
    for path in (left, *kept):
        path.touch()
    remove_parts(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_bytes_come_back_and_damage_is_noticed(tmp_path):
    path = tmp_path / "file"
    payload = np.arange(100).tobytes()
    write_with_digest(path, memoryview(payload))
    assert read_with_digest(path) == payload
    content = bytearray(path.read_bytes())
    for place in (0, 40, -1):
        damaged = content.copy()
        damaged[place] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(DamagedFile):
            read_with_digest(path)
    with pytest.raises(FileNotFoundError):
        read_with_digest(tmp_path / "nowhere")


def test_the_digest_of_a_file(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")  # NIST's example
    assert file_sha256(tmp_path / "file") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert file_sha256(tmp_path / "nowhere") is None


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_folder_that_takes_no_files_is_found_out(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"^cannot write into the folder .*; name another$"):
        require_writable(tmp_path / name, "the folder", "name another")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b""]


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_permissions_count(open_folder, mode):
    inner = open_folder / "inner"
    inner.mkdir(mode)
    with as_nobody(), pytest.raises(UsageError, match="Permission denied; name another"):
        require_writable(inner / "new", "the folder", "name another")


def test_asking_for_a_new_folder_makes_nothing(tmp_path):
    require_writable(tmp_path / "new" / "folder", "the folder", "name another")
    assert list(tmp_path.iterdir()) == []


def test_whether_a_folder_takes_more(tmp_path, repository):
    assert not takes_no_more(tmp_path)
    program = (
        "from pathlib import Path; from analysis.runtime.files import takes_no_more; "
        f"print(takes_no_more(Path({str(tmp_path)!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", f"{room(5000)}\n{program}"],
        cwd=repository,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_one_sentence(tmp_path):
    with (
        pytest.raises(Failed, match=r"^a.h5: the file cannot be written \(.*\); make room$"),
        failed_if_unwritable(Path("a.h5"), "the file", "make room"),
        whole_file(tmp_path / "a" / "b"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
