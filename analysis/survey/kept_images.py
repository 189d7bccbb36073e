"""Images that came, kept as they came until all are there."""

import hashlib
import tempfile
from pathlib import Path

import numpy as np

from analysis.survey.connection import Garbled, Refused
from analysis.survey.cutout import decode


def keep(folder: Path, url: str, content: bytes) -> None:
    """Put an image into the folder, whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.close()
            Path(part.name).replace(_place(folder, url))
        finally:
            Path(part.name).unlink(missing_ok=True)


def is_kept(folder: Path, url: str) -> bool:
    """Whether the folder has the image of this address, undamaged."""
    try:
        read(folder, url)
    except (FileNotFoundError, Garbled, Refused):
        return False
    return True


def read(folder: Path, url: str) -> np.ndarray:
    """An image of the folder, shape (256, 256, 3), uint8."""
    return decode(_place(folder, url).read_bytes())


def _place(folder: Path, url: str) -> Path:
    return folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.jpg"
