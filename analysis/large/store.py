"""The file that holds a common basis and what was measured of every galaxy."""

from collections.abc import Iterable, Iterator
from math import isqrt
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from analysis.images.reading import chunks
from analysis.large.fit import CommonBasis
from analysis.large.measured import MeasuredGalaxies
from analysis.runtime.errors import InputError
from analysis.runtime.files import failed_if_unwritable, whole_hdf5

VECTORS, MEAN, COEFFICIENTS = "vectors", "mean", "coefficients"


def write(
    path: Path,
    folder: Path,
    fitted_to: dict[str, Any],
    basis: CommonBasis,
    measured: Iterable[MeasuredGalaxies],
) -> None:
    """Store a basis and what was measured, range by range; the file appears whole or not at all.

    Parameters
    ----------
    path : Path
        HDF5 file: `mean` (side, side), `vectors` (rank, side, side), `singular_values`,
        `variance_shares`, and a dataset for each field of `MeasuredGalaxies`, galaxies first.
    folder : where the file grows, on the same file system
    fitted_to : attributes of the file
    measured : of the whole set, in order

    Raises
    ------
    Failed
        If there is no room for it.
    """
    with (
        failed_if_unwritable(path, "the file", "make room and run it again to go on"),
        whole_hdf5(path, folder) as (file, check),
    ):
        _put_basis(file, fitted_to, basis)
        for some in measured:
            for quantity, values in vars(some).items():
                _append(file, quantity, values)
            check()


def rebuild(path: Path, galaxies: slice, rank: int) -> Iterator[np.ndarray]:
    """Images as the first vectors of a stored basis rebuild them, a few hundred at a time.

    Parameters
    ----------
    path : what `write` wrote
    galaxies : a range, with both ends
    rank : number of vectors

    Yields
    ------
    arrays of shape (n, side, side), float32, 0 to 255, in order

    Raises
    ------
    InputError
        If the file holds no such basis, or fewer vectors.
    """
    try:
        file = h5py.File(path)
    except OSError as error:
        raise InputError(f"{path}: there is no stored basis that could be read") from error
    with file:
        if not {VECTORS, MEAN, COEFFICIENTS} <= set(file):
            raise InputError(f"{path}: this is not what `python -m analysis basis` writes")
        if not 0 <= rank <= len(file[VECTORS]):
            raise InputError(
                f"{path}: its basis has {len(file[VECTORS])} vectors, not {rank}; ask for fewer"
            )
        mean, vectors = file[MEAN][:], file[VECTORS][:rank]
        for chunk in chunks(galaxies.stop - galaxies.start):
            wanted = slice(galaxies.start + chunk.start, galaxies.start + chunk.stop)
            coefficients = file[COEFFICIENTS][wanted, :rank]
            yield mean + np.tensordot(coefficients, vectors, axes=1)


def _put_basis(file: h5py.File, fitted_to: dict[str, Any], basis: CommonBasis) -> None:
    file.attrs.update(fitted_to, passes=basis.passes, estimated_error=basis.error)
    shape = (isqrt(len(basis.mean)),) * 2
    file[MEAN] = basis.mean.reshape(shape)
    file[VECTORS] = basis.vectors.reshape(-1, *shape)
    file["singular_values"] = basis.singular_values
    file["variance_shares"] = basis.shares


def _append(file: h5py.File, quantity: str, values: np.ndarray) -> None:
    if quantity not in file:
        rest = values.shape[1:]
        file.create_dataset(
            quantity, (0, *rest), values.dtype, maxshape=(None, *rest), chunks=(256, *rest)
        )
    stored = file[quantity]
    stored.resize(len(stored) + len(values), axis=0)
    stored[-len(values) :] = values
