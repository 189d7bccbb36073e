"""Images that came, kept as they came until all are there."""

import hashlib
from pathlib import Path

import numpy as np

from analysis.runtime.files import whole_file
from analysis.survey.connection import Garbled, Refused
from analysis.survey.cutout import decode


def keep(folder: Path, url: str, content: bytes) -> None:
    """Put an image into the folder, whole or not at all."""
    with whole_file(_place(folder, url)) as file:
        file.write(content)


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
