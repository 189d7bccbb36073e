"""Files that are never half-written, and that tell whether their bytes are still the same.

They are put in place by an atomic rename, so that two writers at once do no harm. The first 32
bytes of a sealed one are the SHA-256 of the rest.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class DamagedFile(Exception):
    """A file whose bytes are not those that were written."""


def read_sealed(path: Path) -> bytes:
    """The payload of a file.

    Raises
    ------
    FileNotFoundError, DamagedFile
    """
    content = path.read_bytes()
    digest, payload = content[:32], content[32:]
    if hashlib.sha256(payload).digest() != digest:
        raise DamagedFile(path)
    return payload


def write_sealed(path: Path, payload: bytes | memoryview) -> None:
    """Write a payload, with its digest, to a file whose folder may not exist yet."""
    with placed(path) as file:
        file.write(hashlib.sha256(payload).digest())
        file.write(payload)


@contextmanager
def placed(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which is put in its place, whole, at the end of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
