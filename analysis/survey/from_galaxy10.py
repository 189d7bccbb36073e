"""A file of the spirals of Galaxy10 DECaLS."""

import shutil
from pathlib import Path

import h5py

from analysis.runtime.errors import Failed, InputError
from analysis.runtime.files import failed_if_unwritable
from analysis.survey import galaxy10, store
from analysis.survey.connection import Unavailable
from analysis.survey.workplace import folder_for, workplace

KIND = "galaxy10"


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
    attributes = {"source": galaxy10.URL, "sha256": galaxy10.SHA256, "spirals": which}
    if store.holds(output, {}, attributes):
        shutil.rmtree(folder_for(output, KIND), ignore_errors=True)
        return f"{output} holds {which} spirals of Galaxy10 DECaLS already"
    with workplace(output, KIND) as folder:
        path = output.parent / galaxy10.NAME
        if not galaxy10.is_there(path):
            _download(url, path, folder)
        number = _write(output, folder, path, most, attributes)
        shutil.rmtree(folder)
    return (
        f"{output} holds {number} spirals of Galaxy10 DECaLS; their terms: {store.TERMS}\n"
        f"{path} is kept for another time"
    )


def _download(url: str, path: Path, folder: Path) -> None:
    try:
        with failed_if_unwritable(folder, "the file", store.GO_ON):
            galaxy10.download(url, path, folder)
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
        chosen = galaxy10.spirals(file, most)
        blocks, columns = galaxy10.blocks(file, chosen), galaxy10.columns(file, chosen)
        store.write(output, folder, blocks, columns, attributes)
    return len(chosen)
