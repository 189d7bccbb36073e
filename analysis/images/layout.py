"""Whether a dataset is of galaxies x side x side x 3 numbers, and what to do if it is not."""

from pathlib import Path

import h5py
import numpy as np

from analysis.images.units import DOCUMENTED
from analysis.runtime.errors import InputError

BANDS = 3
SIDE_MULTIPLE = 16
ORDER = f"galaxies x side x side x {BANDS}"


def check_layout(dataset: h5py.Dataset, path: Path, key: str, fewest: int) -> None:
    """Refuse in one sentence a dataset of another type or shape.

    Parameters
    ----------
    path, key : where it is
    fewest : number of galaxies that are needed

    Raises
    ------
    InputError
    """
    _check_type(dataset.dtype, path, key)
    shape = dataset.shape
    remedy = other_order(shape)
    if remedy:
        found = " x ".join(map(str, shape)) or "a single number"
        raise InputError(f"{path}: {key} is {found} where {ORDER} are expected; {remedy}")
    galaxies, rows, columns, _ = shape
    if rows != columns:
        raise InputError(
            f"{path}: the images in {key} are not square ({rows} x {columns}); cut them square"
        )
    if rows < SIDE_MULTIPLE:
        raise InputError(
            f"{path}: the images in {key} are {rows} pixels wide, too few to keep 1/16 of their "
            f"coefficients; give images of at least {SIDE_MULTIPLE} pixels"
        )
    if galaxies < fewest:
        raise InputError(
            f"{path}: {key} holds {galaxies} galaxies where the split into test and training sets "
            f"needs at least {fewest}; give a larger set"
        )


def _check_type(dtype: np.dtype, path: Path, key: str) -> None:
    if dtype.names:
        raise InputError(
            f"{path}: {key} holds records (of {', '.join(dtype.names)}), not numbers; store the "
            f"images as one array of numbers, {ORDER}"
        )
    if dtype.name not in DOCUMENTED:
        said = "text, references or rows of different lengths" if dtype.hasobject else dtype
        raise InputError(
            f"{path}: {key} is of type {said}, which is none of {', '.join(DOCUMENTED)}; store "
            "the pixels as one of these"
        )


def other_order(shape: tuple[int, ...]) -> str | None:
    """What makes images of an array of this shape; None where it is in order.

    Which dimension is which is told by the two that are the same, the sides, and by the three
    bands. Of several readings, the one nearest to the expected order counts.
    """
    if len(shape) == 4 and shape[-1] == BANDS:
        return None
    if len(shape) == 4 and shape[-1] == BANDS + 1:
        return f"leave transparency or the fourth band out: images[..., :{BANDS}]"
    if len(shape) == 4 and shape[-1] == 1:
        return f"make {BANDS} bands of the one: np.repeat(images, {BANDS}, axis=-1)"
    if len(shape) == 4 and BANDS in shape:
        bands = shape.index(BANDS)
        rest = [axis for axis in range(4) if axis != bands]
        for galaxies in rest:
            rows, columns = (axis for axis in rest if axis != galaxies)
            if shape[rows] == shape[columns]:
                return f"store images.transpose({galaxies}, {rows}, {columns}, {bands})"
    if len(shape) == 3 and shape[-1] == BANDS:
        return f"store all images in one array of {ORDER}"
    if len(shape) == 3 and shape[1] == shape[2]:
        return f"make {BANDS} bands of the one: np.repeat(images[..., None], {BANDS}, axis=-1)"
    return "store the images in that order"
