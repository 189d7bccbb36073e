"""Write a simulated set to HDF5 in the format of the survey's file."""

from pathlib import Path

import h5py
import numpy as np

from analysis.runtime.files import failed_if_unwritable, whole_hdf5
from analysis.simulation.camera import FRAME
from analysis.simulation.sample import Simulated, simulate
from analysis.simulation.truth import UNITS

BLOCK = 256
UNWRITABLE = "the simulated set", "make room and run it again"


def write(path: str | Path, simulated: Simulated) -> None:
    """Store images and names as the survey's file does, and the truth beside them.

    The file appears whole or not at all.

    Parameters
    ----------
    path : str or Path
        HDF5 file: `images_spirals`, `names`, and a group `truth` with a dataset for every
        quantity, whose attribute `units` is empty where it has none. The file's attribute `seed`
        tells what the set was made from.
    simulated : Simulated
        The set.

    Raises
    ------
    Failed
        If it cannot be written, where the disk is full for example.
    """
    path = Path(path)
    with failed_if_unwritable(path, *UNWRITABLE), whole_hdf5(path) as (file, _):
        _fill(file, simulated)


def write_simulated(path: Path, seed: int) -> None:
    """Simulate a set of the survey's size and store it with its truth; see `write`."""
    write(path, simulate(seed=seed))


def write_large(path: str | Path, number: int, seed: int) -> None:
    """Simulate and store a set that may be larger than the memory, images and names alone.

    Parameters
    ----------
    path : str or Path
        HDF5 file, which appears whole or not at all.
    number : int
        How many galaxies.
    seed : int
        What the set is made from.

    Raises
    ------
    Failed
        If it cannot be written, where the disk is full for example.
    """
    path = Path(path)
    with failed_if_unwritable(path, *UNWRITABLE), whole_hdf5(path) as (file, check):
        images = file.create_dataset(
            "images_spirals", (number, FRAME, FRAME, 3), np.uint8, chunks=(1, FRAME, FRAME, 3)
        )
        names = file.create_dataset("names", (number,), h5py.string_dtype("ascii"))
        for first in range(0, number, BLOCK):
            block = simulate(min(BLOCK, number - first), FRAME, seed, first)
            images[first : first + BLOCK] = block.images
            names[first : first + BLOCK] = block.names
            check()


def _fill(file: h5py.File, simulated: Simulated) -> None:
    images = simulated.images
    file.attrs["seed"] = simulated.seed
    # Noise does not compress: gzip takes longer than all the rest and saves a quarter.
    file.create_dataset("images_spirals", data=images, chunks=(1, *images.shape[1:]))
    file.create_dataset("names", data=simulated.names, dtype=h5py.string_dtype("ascii"))
    truth = file.create_group("truth")
    for quantity, values in simulated.truth.items():
        truth.create_dataset(quantity, data=values).attrs["units"] = UNITS.get(quantity, "")
