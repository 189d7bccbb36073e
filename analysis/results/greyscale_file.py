"""The greyscale data set of a file of galaxies, as a file of its own."""

from pathlib import Path

import h5py
import numpy as np

from analysis.images.greyscale import block_average
from analysis.images.reading import chunks, open_galaxies
from analysis.images.resolution import averaged_if_large
from analysis.images.split import FEWEST_GALAXIES
from analysis.runtime.errors import InputError
from analysis.runtime.files import failed_if_unwritable, file_sha256, whole_hdf5

REMEDY = "make room and run it again, which computes nothing twice"


def write_greyscale(target: Path, sha256: str, key: str, p: int, *, path: Path) -> None:
    """Write the greyscale images of a set and their p x p block averages as HDF5.

    Datasets ``greyscale`` (galaxies, side, side) and ``downsampled`` (galaxies, side / p,
    side / p), float32, 0 to 255.

    Parameters
    ----------
    target : file to write, which appears whole or not at all
    sha256, key : the SHA-256 of the set's file in hexadecimal, and the dataset
    path : where that file is

    Raises
    ------
    InputError
        If another file is there, also if it came while this one was read.
    Failed
        If there is no room for the images.
    """
    galaxies = averaged_if_large(open_galaxies(path, key, FEWEST_GALAXIES))
    with failed_if_unwritable(target, "the file", REMEDY), whole_hdf5(target) as (file, check):
        greyscale = _dataset(file, "greyscale", len(galaxies), galaxies.side)
        downsampled = _dataset(file, "downsampled", len(galaxies), galaxies.side // p)
        downsampled.attrs["factor"] = p
        for chunk in chunks(len(galaxies)):
            greyscale[chunk] = images = galaxies.greyscale(chunk)
            downsampled[chunk] = block_average(images, p)
            check()
        if file_sha256(path) != sha256:
            raise InputError(
                f"{path}: the file has changed since the report was computed; run it again"
            )


def _dataset(file: h5py.File, name: str, number: int, side: int) -> h5py.Dataset:
    return file.create_dataset(
        name,
        (number, side, side),
        np.float32,
        chunks=(1, side, side),
        compression="lzf",
        shuffle=True,
    )
