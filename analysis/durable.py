"""Files that are whole or noticed: bytes under their own SHA-256, put in place at once."""

import hashlib
import os
import tempfile
from pathlib import Path

DIGEST = hashlib.sha256().digest_size


class Damaged(Exception):
    """A file whose bytes are not those that were written."""


def write(path: Path, payload: bytes | memoryview) -> None:
    """Put bytes into a file that appears whole or not at all, also where the machine fails.

    Raises
    ------
    OSError
        If they cannot be written; then nothing is left behind.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(payload).digest())
            file.write(payload)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def read(path: Path) -> memoryview:
    """The bytes that were written.

    Raises
    ------
    Damaged
        If they are others, or fewer.
    FileNotFoundError
        If there is no such file.
    """
    content = memoryview(path.read_bytes())
    digest, payload = content[:DIGEST], content[DIGEST:]
    if hashlib.sha256(payload).digest() != digest:
        raise Damaged(path)
    return payload
