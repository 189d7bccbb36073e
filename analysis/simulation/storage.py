"""Write a simulated set to HDF5 in the format of the survey's file."""

import os
import tempfile
from pathlib import Path

import h5py

from analysis.simulation.sample import Simulated
from analysis.simulation.truth import UNITS


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
    """
    path = Path(path)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with h5py.File(name, "w") as file:
            _fill(file, simulated)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(file: h5py.File, simulated: Simulated) -> None:
    images = simulated.images
    file.attrs["seed"] = simulated.seed
    # Noise does not compress: gzip takes longer than all the rest and saves a quarter.
    file.create_dataset("images_spirals", data=images, chunks=(1, *images.shape[1:]))
    file.create_dataset("names", data=simulated.names, dtype=h5py.string_dtype("ascii"))
    truth = file.create_group("truth")
    for quantity, values in simulated.truth.items():
        truth.create_dataset(quantity, data=values).attrs["units"] = UNITS.get(quantity, "")
