"""A file that HDF5 can write to on a full disk."""

import io
from pathlib import Path


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
