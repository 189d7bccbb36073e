"""Pixels that cannot be used: which galaxies have them, and what to do."""

from pathlib import Path
from typing import NoReturn

import h5py
import numpy as np

from analysis.images.opening import read
from analysis.images.units import Extent, absurd, extent, joined, marked, of_type, too_narrow
from analysis.runtime.errors import InputError

DECLARED = ("_FillValue", "missing_value", "BLANK")
"""Attributes by which a file says which value stands for a missing pixel: netCDF's, and FITS's."""

NAMED = 5  # galaxies that a sentence names


def checked(
    dataset: h5py.Dataset, path: Path, parts: list[slice], middle: tuple[slice, slice]
) -> Extent:
    """How far pixels reach, if all of them can be used.

    Parameters
    ----------
    path : where the dataset is
    parts, middle : galaxies that are looked at together; rows and columns that are used

    Raises
    ------
    InputError
        If some cannot be used.
    """
    missing = of_type(_declared(dataset), dataset.dtype)
    looked_at = [_looked_at(read(dataset, path, (part, *middle)), missing) for part in parts]
    found = joined([reach for reach, _ in looked_at])
    _check_extent(found, path)
    declared = np.concatenate([holds for _, holds in looked_at])
    wrong = np.flatnonzero(declared | marked(found, dataset.dtype) | absurd(found))
    if len(wrong):
        first = slice(wrong[0], wrong[0] + 1)
        image = read(dataset, path, (first, *middle))[0]
        _refuse_pixel(image, np.isin(image, missing), wrong, path)
    if too_narrow(found, dataset.dtype):
        low, high = found.bottom.min(), found.top.max()
        raise InputError(
            f"{path}: nearly all pixels are between {low:g} and {high:g}, a range of which "
            f"{dataset.dtype} cannot tell 255 values apart; store them without what all have in "
            "common, in a unit in which they differ"
        )
    return found


def _looked_at(images: np.ndarray, missing: np.ndarray) -> tuple[Extent, np.ndarray]:
    """How far images reach, and whether each holds a value that the file says is none."""
    holds = np.zeros(len(images), bool)
    for value in missing:
        holds |= (images == value).any(axis=(1, 2, 3))
    return extent(images), holds


def _declared(dataset: h5py.Dataset) -> list[float]:
    """Values that the file says are none."""
    there = [np.ravel(dataset.attrs[name]) for name in DECLARED if name in dataset.attrs]
    return [value for each in there if each.dtype.kind in "iuf" for value in each.tolist()]


def _check_extent(found: Extent, path: Path) -> None:
    total = len(found.low)
    infinite = np.flatnonzero(~(np.isfinite(found.low) & np.isfinite(found.high)))
    if len(infinite):
        raise InputError(
            f"{path}: {_named(infinite, total, 'has', 'have')} pixels that are not finite (NaN or "
            f"infinite); replace them or leave {_those(infinite)} out"
        )
    constant = np.flatnonzero(found.constant.all(axis=1))
    if len(constant) == total:
        raise InputError(f"{path}: all images are constant; write the galaxies into the file")
    if len(constant):
        raise InputError(
            f"{path}: {_named(constant, total, 'is a constant image', 'are constant images')}; "
            f"leave {_those(constant)} out"
        )
    if found.constant.any():
        band = found.constant.any(axis=0).argmax()
        galaxies = np.flatnonzero(found.constant[:, band])
        raise InputError(
            f"{path}: band {band} of {_named(galaxies, total, 'is', 'is')} the same everywhere, so "
            "that nothing was measured in it; give images with all three bands"
        )


def _refuse_pixel(
    image: np.ndarray, declared: np.ndarray, galaxies: np.ndarray, path: Path
) -> NoReturn:
    """Name the pixel of an image (side, side, 3) that is declared none, or farthest off."""
    distance = np.abs(image.astype(np.float64) - np.median(image))
    worst = np.where(declared, np.inf, distance).argmax()
    row, column, band = np.unravel_index(worst, image.shape)
    told = "marks a missing pixel or is far beyond all others"
    if declared.any():
        told = f"marks a missing pixel, as an attribute ({', '.join(DECLARED)}) says"
    others = f", and {len(galaxies) - 1} more have such pixels" if len(galaxies) > 1 else ""
    raise InputError(
        f"{path}: galaxy {galaxies[0]} has the value {image[row, column, band]:g} in band {band} "
        f"at row {row}, column {column}, which {told}{others}; replace such pixels or leave "
        f"{_those(galaxies)} out"
    )


def _named(galaxies: np.ndarray, total: int, one: str, several: str) -> str:
    """Galaxies of so many by their numbers, with a verb."""
    if len(galaxies) == total:
        return f"all galaxies {several}"
    if len(galaxies) == 1:
        return f"galaxy {galaxies[0]} {one}"
    more = len(galaxies) - NAMED
    *first, last = [*map(str, galaxies[:NAMED]), *([f"{more} more"] if more > 0 else [])]
    return f"galaxies {', '.join(first)} and {last} {several}"


def _those(galaxies: np.ndarray) -> str:
    return "that galaxy" if len(galaxies) == 1 else "those galaxies"
