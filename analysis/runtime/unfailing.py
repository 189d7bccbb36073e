"""A file that HDF5 can write to on a full disk."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import h5py


class Unfailing(io.FileIO):
    """A new file that takes everything, and tells only when it is asked that it could not.

    Where the disk is full, HDF5 cannot close its file, and the program crashes when it ends.
    """

    def __init__(self, path: Path):
        super().__init__(path, "w+")
        self.failure: OSError | None = None

    def write(self, content: bytes | memoryview) -> int:
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
            return size

    def check(self) -> None:
        """Raise what went wrong."""
        if self.failure:
            raise self.failure


@contextmanager
def written(path: Path) -> Iterator[tuple[h5py.File, Unfailing]]:
    """A new HDF5 file to fill, and what it lies in, to be checked now and then.

    Raises
    ------
    OSError
        At the end of the block, if not everything could be written.
    """
    raw = Unfailing(path)
    with io.BufferedRandom(raw) as buffered, h5py.File(buffered, "w") as file:
        yield file, raw
    raw.check()
