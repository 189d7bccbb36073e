"""Spirals of Galaxy10 DECaLS, 17 736 galaxies that volunteers of Galaxy Zoo classified.

https://github.com/henrysky/Galaxy10
"""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pooch

from analysis.images.layout import BANDS
from analysis.images.names import designation
from analysis.runtime.errors import Failed, InputError
from analysis.runtime.files import failed_if_unwritable, file_sha256
from analysis.survey import store
from analysis.survey.connection import Unavailable
from analysis.survey.cutout import SIDE
from analysis.survey.partial import resuming
from analysis.survey.workplace import folder_for, workplace

URL = "https://zenodo.org/records/10845026/files/Galaxy10_DECals.h5"
SHA256 = "19aefc477c41bb7f77ff07599a6b82a038dc042f889a111b0d4d98bb755c1571"
NAME = "Galaxy10_DECals.h5"
KIND = "galaxy10"

SPIRALS = (5, 6, 7)
"""Classes of barred, unbarred tight and unbarred loose spirals."""

COLUMNS = ("ra", "dec", "redshift", "pxscale")
"""What is known of each galaxy: positions in degrees, and the size of a pixel in arcsec."""

BLOCK = 256


def fetch(url: str, most: int | None, output: Path) -> str:
    """Bring Galaxy10 and write its spirals in its order; what was done, in words.

    Parameters
    ----------
    url : address of Galaxy10's file, which is kept beside the output
    most : number of spirals, None for all
    output : file to write

    Raises
    ------
    InputError
        If the output cannot be written, or a file that is there is not Galaxy10.
    Failed
        If Galaxy10 does not come, or there is no room.
    """
    which = "all" if most is None else f"the first {most}"
    attributes = {"source": URL, "sha256": SHA256, "spirals": which}
    if store.holds(output, {}, attributes):
        shutil.rmtree(folder_for(output, KIND), ignore_errors=True)
        return f"{output} holds {which} spirals of Galaxy10 DECaLS already"
    with workplace(output, KIND) as folder:
        path = output.parent / NAME
        if not _is_there(path):
            _download(url, path, folder)
        number = _write(output, folder, path, most, attributes)
        shutil.rmtree(folder)
    return (
        f"{output} holds {number} spirals of Galaxy10 DECaLS; their terms: {store.TERMS}\n"
        f"{path} is kept for another time"
    )


def _download(url: str, path: Path, folder: Path) -> None:
    """Bring the file; what has come of it is kept in the folder, on the same file system."""
    pooch.get_logger().setLevel(logging.WARNING)
    resume = resuming(folder / f"{NAME}.part")
    try:
        with failed_if_unwritable(folder, "the file", store.GO_ON):
            came = pooch.retrieve(url, SHA256, fname=NAME, path=folder, downloader=resume)
            Path(came).replace(path)
    except Unavailable as why:
        raise Failed(
            f"{url}: the file does not come ({why}); what came is kept: run it again to go on"
        ) from why
    except ValueError as error:
        raise Failed(
            f"{url}: what came is not Galaxy10 DECaLS as it was published (its SHA-256 is another "
            "one) and was discarded; run it again, or give another address"
        ) from error


def _write(
    output: Path, folder: Path, path: Path, most: int | None, attributes: dict[str, str]
) -> int:
    try:
        file = h5py.File(path)
    except OSError as error:
        raise InputError(f"{path}: this is not an HDF5 file; remove it") from error
    with file:
        chosen = _spirals(file, most)
        images, columns = blocks(file, chosen), _columns(file, chosen)
        store.write(output, folder, images, columns, attributes)
    return len(chosen)


def _is_there(path: Path) -> bool:
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


def _spirals(file: h5py.File, most: int | None) -> np.ndarray:
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


def _columns(file: h5py.File, chosen: np.ndarray) -> dict[str, object]:
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
