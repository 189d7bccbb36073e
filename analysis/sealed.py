"""Files that tell whether their bytes are those that were written.

The first 32 bytes are the SHA-256 of the rest. A file is put in place by an atomic rename, so that
two writers at once do no harm, and none is ever half-written.
"""

import hashlib
import os
import tempfile
from pathlib import Path


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


def write_sealed(path: Path, payload: bytes) -> None:
    """Write a payload, with its digest, to a file whose folder may not exist yet."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(payload).digest())
            file.write(payload)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
