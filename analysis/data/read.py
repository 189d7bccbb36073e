"""Read a set of galaxy images from HDF5, refusing in one sentence what the report cannot use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from analysis.data.greyscale import greyscale
from analysis.errors import InputError

KEY = "images_spirals"
BANDS = 3
SIDE_MULTIPLE = 16
CHUNK = 256


@dataclass(frozen=True)
class GalaxySet:
    """Colour images as stored, and their greyscale averages in 0 to 255 units.

    Attributes
    ----------
    images : array of shape (galaxies, side, side, 3), the file's own type and units
    greyscale : array of shape (galaxies, side, side), float32, 0 to 255
    scale, offset : float
        ``greyscale = scale * mean(bands) + offset``; 1 and 0 for images that are 0 to 255 already.
    """

    images: np.ndarray
    greyscale: np.ndarray
    scale: float
    offset: float

    def grey(self, galaxy: int) -> np.ndarray:
        """One greyscale image at double precision, shape (side, side), 0 to 255."""
        return self.scale * greyscale(self.images[galaxy]) + self.offset

    def composite(self, galaxy: int) -> np.ndarray:
        """One colour image to display, shape (side, side, 3), 0 to 1."""
        return np.clip((self.scale * self.images[galaxy] + self.offset) / 255, 0, 1)


def read_galaxies(path: Path, key: str, fewest: int) -> GalaxySet:
    """Read and check a file in the worksheet's format.

    Parameters
    ----------
    path : Path
        HDF5 file.
    key : str
        Its dataset of shape (galaxies, side, side, 3); uint8, uint16, float32 or float64.
    fewest : int
        Number of galaxies that the report needs.

    Raises
    ------
    InputError
        If the file or the images in it cannot be used.
    """
    with _open(path) as file:
        dataset = _dataset(file, path, key)
        _check_shape(dataset, path, key, fewest)
        images = _read(dataset, path)
    scale, offset = _to_eight_bit_units(images)
    grey = np.empty(images.shape[:3], np.float32)
    for chunk in _chunks(len(images)):
        grey[chunk] = scale * greyscale(images[chunk]) + offset
    _check_pixels(grey, path)
    return GalaxySet(images, grey, scale, offset)


@contextmanager
def _open(path: Path) -> Iterator[h5py.File]:
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; give the path of an HDF5 file")
    if not h5py.is_hdf5(path):
        raise InputError(f"{path}: this is not an HDF5 file; give the worksheet's file or its like")
    try:
        file = h5py.File(path)
    except OSError as error:
        raise InputError(
            f"{path}: the file is truncated or damaged ({_reason(error)}); download it again"
        ) from error
    with file:
        yield file


def _reason(error: OSError) -> str:
    return str(error).split("(")[-1].rstrip(")") or "unreadable"


def _dataset(file: h5py.File, path: Path, key: str) -> h5py.Dataset:
    if isinstance(file.get(key), h5py.Dataset):
        return file[key]
    found: list[str] = []
    file.visititems(lambda name, item: found.append(name) if _is_dataset(item) else None)
    there = f"it holds {', '.join(found)}; name the images with key=" if found else "it is empty"
    raise InputError(f"{path}: there is no dataset {key} in the file: {there}")


def _is_dataset(item: h5py.HLObject) -> bool:
    return isinstance(item, h5py.Dataset)


def _check_shape(dataset: h5py.Dataset, path: Path, key: str, fewest: int) -> None:
    shape = dataset.shape
    found = " x ".join(map(str, shape)) or "a single number"
    if len(shape) != 4:
        raise InputError(
            f"{path}: {key} has {len(shape)} dimensions ({found}) where galaxies x side x side x "
            f"{BANDS} are expected; store the images in that order"
        )
    galaxies, rows, columns, bands = shape
    if bands != BANDS:
        raise InputError(
            f"{path}: {key} has {bands} bands ({found}) where {BANDS} are expected as the last "
            "dimension; store three bands"
        )
    if rows != columns:
        raise InputError(
            f"{path}: the images in {key} are not square ({rows} x {columns}); cut them square"
        )
    if rows == 0 or rows % SIDE_MULTIPLE:
        raise InputError(
            f"{path}: the images in {key} are {rows} pixels wide, which 1/16 of the coefficients "
            f"does not divide; cut them to a multiple of {SIDE_MULTIPLE}"
        )
    if galaxies < fewest:
        raise InputError(
            f"{path}: {key} holds {galaxies} galaxies where the split into test and training sets "
            f"needs at least {fewest}; give a larger set"
        )
    if dataset.dtype.kind not in "uif":
        raise InputError(
            f"{path}: {key} is of type {dataset.dtype}, not numbers; store uint8 or float32 pixels"
        )


def _read(dataset: h5py.Dataset, path: Path) -> np.ndarray:
    try:
        return dataset[:]
    except OSError as error:
        raise InputError(
            f"{path}: the images cannot be read, the file is truncated or damaged "
            f"({_reason(error)}); download it again"
        ) from error


def _to_eight_bit_units(images: np.ndarray) -> tuple[float, float]:
    """Scale and offset that bring the pixels to 0 to 255, the worksheet's units.

    Pixels that are within 0 to 255 already stay as they are, 0 to 1 is taken as a fraction of 255,
    and anything else is mapped linearly from its own range.
    """
    low, high = float(images.min()), float(images.max())
    if not (np.isfinite(low) and np.isfinite(high)) or low == high:
        return 1.0, 0.0
    if low >= 0 and high <= 1:
        return 255.0, 0.0
    if low >= 0 and high <= 255:
        return 1.0, 0.0
    low = min(low, 0.0)
    scale = 255.0 / (high - low)
    return scale, -scale * low


def _check_pixels(grey: np.ndarray, path: Path) -> None:
    for galaxy, image in enumerate(grey):
        if not np.isfinite(image).all():
            raise InputError(
                f"{path}: galaxy {galaxy} has pixels that are not finite (NaN or infinite); "
                "replace them or leave that galaxy out"
            )
        if image.min() == image.max():
            raise InputError(f"{path}: galaxy {galaxy} is a constant image; leave that galaxy out")


def _chunks(number: int) -> list[slice]:
    return [slice(start, start + CHUNK) for start in range(0, number, CHUNK)]
