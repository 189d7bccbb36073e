"""The HDF5 file that the report reads, with where its images come from."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from analysis.images.layout import BANDS
from analysis.images.reading import KEY
from analysis.runtime.files import failed_if_unwritable, whole_hdf5
from analysis.survey.cutout import SIDE

UNITS = {"ra": "deg", "dec": "deg", "pxscale": "arcsec"}
GO_ON = "make room and run it again to go on"
TERMS = "https://www.legacysurvey.org/acknowledgment"


def write(
    path: Path,
    folder: Path,
    blocks: Iterable[np.ndarray],
    columns: dict[str, Any],
    attributes: dict[str, Any],
) -> None:
    """Write a set in the worksheet's format; the file appears whole or not at all.

    Parameters
    ----------
    path : the file
    folder : where it is written before it is put in place, on the same file system
    blocks : images in turn, arrays of shape (any number, 256, 256, 3), uint8
    columns : datasets with an entry a galaxy, of numbers or ASCII text; `names` is one of them
    attributes : of the whole file

    Raises
    ------
    Failed
        If there is no room for it.
    """
    with (
        failed_if_unwritable(path, "the file", "make room and run it again"),
        whole_hdf5(path, folder) as (file, check),
    ):
        images = _declare(file, columns, attributes)
        stop = 0
        for block in blocks:
            start, stop = stop, stop + len(block)
            images[start:stop] = block
            check()


def _declare(file: h5py.File, columns: dict[str, Any], attributes: dict[str, Any]) -> h5py.Dataset:
    """Write everything but the images; the dataset that they go into."""
    file.attrs.update(attributes, terms=TERMS)
    for name, values in columns.items():
        _store(file, name, values)
    shape = (len(columns["names"]), SIDE, SIDE, BANDS)
    return file.create_dataset(KEY, shape, np.uint8, chunks=(1, *shape[1:]))


def _store(file: h5py.File, name: str, values: Any) -> None:
    dtype = h5py.string_dtype("ascii") if isinstance(values[0], str) else None
    dataset = file.create_dataset(name, data=values, dtype=dtype)
    if name in UNITS:
        dataset.attrs["units"] = UNITS[name]


def origin(path: Path) -> dict[str, Any]:
    """Attributes of a file that `write` wrote, which tell where it comes from; else nothing."""
    try:
        with h5py.File(path) as file:
            fetched = file.attrs.get("terms") == TERMS
            return {name: _plain(file.attrs[name]) for name in file.attrs} if fetched else {}
    except OSError:
        return {}


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def holds(path: Path, columns: dict[str, Any], attributes: dict[str, Any]) -> bool:
    """Whether a file is there and has these columns and attributes."""
    try:
        with h5py.File(path) as file:
            return all(file.attrs.get(name) == value for name, value in attributes.items()) and all(
                name in file and np.array_equal(_values(file[name]), values)
                for name, values in columns.items()
            )
    except OSError:
        return False


def _values(dataset: h5py.Dataset) -> np.ndarray:
    return dataset.asstr()[:] if h5py.check_string_dtype(dataset.dtype) else dataset[:]
