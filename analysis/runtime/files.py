"""Files that are in their place whole or not at all, also where the disk is full.

A file grows beside its place, is flushed to the disk and then moved there by an atomic rename, so
that two writers at once do no harm and nothing half-written is ever found in the place.
"""

import hashlib
import io
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import h5py

from analysis.runtime.errors import Failed, UsageError

PART = ".part"  # suffix of what is not in its place yet
DIGEST_SIZE = hashlib.sha256().digest_size


class DamagedFile(Exception):
    """A file whose bytes are not those that were written."""


@contextmanager
def whole_file(path: Path, within: Path | None = None) -> Iterator[BinaryIO]:
    """A file of bytes to write to, which is put in its place, whole, at the end of the block.

    Parameters
    ----------
    path : the place; its folder is made if need be
    within : the folder where it grows, on the same file system; by default that of the place

    Raises
    ------
    OSError
        If not everything could be written.
    """
    with _part_of(path, within) as part, part.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_hdf5(
    path: Path, within: Path | None = None
) -> Iterator[tuple[h5py.File, Callable[[], None]]]:
    """An HDF5 file to fill, which is put in its place, whole, at the end of the block.

    Parameters
    ----------
    path, within : as for `whole_file`

    Yields
    ------
    The file, and a function that raises OSError if something could not be written by now: the
    block would else find out only at its end.

    Raises
    ------
    OSError
        If not everything could be written.
    """
    with _part_of(path, within) as part:
        raw = _Forgiving(part)
        with io.BufferedRandom(raw) as buffered:
            with h5py.File(buffered, "w") as file:
                yield file, raw.check
            buffered.flush()
            raw.check()
            os.fsync(raw.fileno())


@contextmanager
def _part_of(path: Path, within: Path | None) -> Iterator[Path]:
    """Where a file may grow; what is there at the end of the block is moved to its place."""
    folder = within or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{path.name}.{uuid.uuid4().hex}{PART}"
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove what writers that were killed have left in a folder where nobody writes now."""
    for part in folder.glob(f".*{PART}"):
        part.unlink(missing_ok=True)


class _Forgiving(io.FileIO):
    """A new file that takes everything, and tells only when it is asked that it could not.

    Where the disk is full, HDF5 cannot close its file, and the program crashes when it ends.
    """

    def __init__(self, path: Path):
        super().__init__(path, "x+")
        self.failure: OSError | None = None

    def write(self, content: bytes | memoryview) -> int:  # type: ignore[override]
        """Write what can be written; the rest counts as written."""
        try:
            return super().write(content)
        except OSError as error:
            self.failure = error
            return memoryview(content).nbytes

    def truncate(self, size: int | None = None) -> int:
        """Change the size if that is possible."""
        try:
            return super().truncate(size)
        except OSError as error:
            self.failure = error
            return self.tell() if size is None else size

    def check(self) -> None:
        """Raise what went wrong."""
        if self.failure:
            raise self.failure


def require_writable(folder: Path, what: str, remedy: str) -> None:
    """Find out, by doing it, whether files can be put into a folder that may not exist yet.

    Parameters
    ----------
    what, remedy : as for `failed_if_unwritable`, of the folder

    Raises
    ------
    UsageError
        If they cannot.
    """
    try:
        with tempfile.TemporaryFile(dir=_nearest(folder)):
            pass
    except OSError as error:
        raise UsageError(
            f"cannot write into {what} {folder}: {error.strerror or error}; {remedy}"
        ) from error


def require_another_file(place: Path, source: Path, remedy: str) -> None:
    """Refuse to write in the place of a file that is read, which would be lost.

    Parameters
    ----------
    place, source : of what is written, and of what is read; whatever links lead to them
    remedy : what the user can do, as an imperative

    Raises
    ------
    UsageError
        If they are the same file.
    """
    with suppress(OSError):  # what is not there cannot be lost
        if place.samefile(source):
            raise UsageError(f"{place} holds the images, and would be written over; {remedy}")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the one above that is there."""
    for place in (folder, *folder.absolute().parents):
        with suppress(FileNotFoundError):
            place.stat()
            return place
    return folder


def takes_no_more(folder: Path) -> bool:
    """Whether a file of a megabyte cannot be written there, where the disk is full for example."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(1 << 20))
    except OSError:
        return True
    return False


@contextmanager
def failed_if_unwritable(path: Path, what: str, remedy: str) -> Iterator[None]:
    """Tell in one sentence that something cannot be written, where the disk is full for example.

    Parameters
    ----------
    path, what : the file, and what it is
    remedy : what the user can do, as an imperative

    Raises
    ------
    Failed
        Instead of an OSError of the block.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise Failed(f"{path}: {what} cannot be written ({reason}); {remedy}") from error


def write_with_digest(path: Path, payload: bytes | memoryview) -> None:
    """Put the SHA-256 of a payload, 32 bytes, and the payload into a file."""
    with whole_file(path) as file:
        file.write(hashlib.sha256(payload).digest())
        file.write(payload)


def read_with_digest(path: Path) -> bytes:
    """The payload of what `write_with_digest` wrote.

    Raises
    ------
    FileNotFoundError, DamagedFile
    """
    content = path.read_bytes()
    digest, payload = content[:DIGEST_SIZE], content[DIGEST_SIZE:]
    if hashlib.sha256(payload).digest() != digest:
        raise DamagedFile(path)
    return payload


def file_sha256(path: Path) -> str | None:
    """SHA-256 of a file in hexadecimal, None where there is no such file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
