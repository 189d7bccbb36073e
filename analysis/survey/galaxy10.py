"""Spirals of Galaxy10 DECaLS, 17 736 galaxies that volunteers of Galaxy Zoo classified.

https://github.com/henrysky/Galaxy10
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pooch

from analysis.images.layout import BANDS
from analysis.images.names import designation
from analysis.runtime.errors import InputError
from analysis.runtime.files import file_sha256
from analysis.survey.cutout import SIDE
from analysis.survey.partial import resuming

URL = "https://zenodo.org/records/10845026/files/Galaxy10_DECals.h5"
SHA256 = "19aefc477c41bb7f77ff07599a6b82a038dc042f889a111b0d4d98bb755c1571"
NAME = "Galaxy10_DECals.h5"

SPIRALS = (5, 6, 7)
"""Classes of barred, unbarred tight and unbarred loose spirals."""

COLUMNS = ("ra", "dec", "redshift", "pxscale")
"""What is known of each galaxy: positions in degrees, and the size of a pixel in arcsec."""

BLOCK = 256


def is_there(path: Path) -> bool:
    """Whether the file is there.

    Raises
    ------
    InputError
        If something else is there.
    """
    if not path.exists():
        return False
    if file_sha256(path) != SHA256:
        raise InputError(
            f"{path}: this is not Galaxy10 DECaLS as it was published (its SHA-256 is another "
            "one); move it away, and the file is downloaded"
        )
    return True


def download(url: str, path: Path, folder: Path) -> None:
    """Bring the file.

    Parameters
    ----------
    url : where it is
    path : where it goes
    folder : what has come of it is kept here, on the same file system

    Raises
    ------
    ValueError
        If the file that came is another one; it is not kept.
    Unavailable, Failed, OSError
        If the file does not come, or cannot be written.
    """
    pooch.get_logger().setLevel(logging.WARNING)
    came = pooch.retrieve(
        url, SHA256, fname=NAME, path=folder, downloader=resuming(folder / f"{NAME}.part")
    )
    Path(came).replace(path)


def spirals(file: h5py.File, most: int | None) -> np.ndarray:
    """Which galaxies of the file are spirals: their numbers, in the file's order.

    Parameters
    ----------
    most : how many are wanted, None for all

    Raises
    ------
    InputError
        If the file is not as its authors describe it.
    """
    path = file.filename
    for name in ("images", "ans", *COLUMNS):
        if not isinstance(file.get(name), h5py.Dataset):
            raise InputError(f"{path}: Galaxy10 DECaLS should have a dataset {name}; remove it")
        if len(file[name]) != len(file["images"]):
            raise InputError(f"{path}: {name} and images differ in length; remove the file")
    if file["images"].shape[1:] != (SIDE, SIDE, BANDS) or file["images"].dtype != np.uint8:
        raise InputError(
            f"{path}: the images should be {SIDE} x {SIDE} x {BANDS} bytes; remove the file"
        )
    found = np.flatnonzero(np.isin(file["ans"][:], SPIRALS))[:most]
    if not len(found):
        raise InputError(f"{path}: there are no spirals in the file; remove it")
    return found


def columns(file: h5py.File, chosen: np.ndarray) -> dict[str, object]:
    """Names, made from positions, and what the file tells of some galaxies."""
    told = {name: file[name][:][chosen] for name in COLUMNS}
    names = [designation(ra / 15, dec) for ra, dec in zip(told["ra"], told["dec"], strict=True)]
    return {"names": names, **told, "class": file["ans"][:][chosen]}


def blocks(file: h5py.File, chosen: np.ndarray) -> Iterator[np.ndarray]:
    """Images of some galaxies, in arrays of shape (some, 256, 256, 3), never many at once.

    The file is read in steps of whole chunks, since a part of one is unpacked as a whole.
    """
    images = file["images"]
    chunk = images.chunks[0] if images.chunks else 1
    step = chunk * -(-BLOCK // chunk)
    for start in range(0, chosen[-1] + 1, step):
        inside = chosen[(chosen >= start) & (chosen < start + step)]
        if len(inside):
            yield images[start : start + step][inside - start]
