"""A set of simulated galaxies with its truth, and its file in the format of the survey's."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import h5py
import numpy as np

from analysis.runtime.files import failed_if_unwritable, whole_hdf5
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.camera import FRAME
from analysis.simulation.exposure import expose
from analysis.simulation.truth import UNITS, truth_of

SEED = 20240


@dataclass(frozen=True)
class Simulated:
    """A set of simulated galaxies.

    Attributes
    ----------
    images : array of shape (number, side, side, 3), uint8, channels z, r, g, shown as red, green,
        blue
    names : an IAU designation for each galaxy
    truth : arrays of shape (number,), float64, by the names of `truth.truth_of`; their units are in
        `truth.UNITS`
    seed : what the set was made from
    """

    images: np.ndarray
    names: tuple[str, ...]
    truth: dict[str, np.ndarray]
    seed: int


def simulate(number: int = 256, side: int = FRAME, seed: int = SEED, first: int = 0) -> Simulated:
    """Simulate galaxies as the survey shows them.

    Parameters
    ----------
    number : how many; the first ones are the same however many there are
    side : pixels along each axis of an image
    seed : the same seed makes the same set
    first : where in the set, which has no end, to begin
    """
    observe = partial(_observe, seed=seed, side=side)
    observed = over_galaxies(observe, range(first, first + number))
    images, names, truths = zip(*observed, strict=True)
    quantities = {name: np.array([truth[name] for truth in truths], float) for name in truths[0]}
    return Simulated(np.stack(images), names, quantities, seed)


def _observe(index: int, seed: int, side: int) -> tuple[np.ndarray, str, dict[str, float]]:
    exposure = expose(index, seed, side)
    return exposure.picture, exposure.name, truth_of(exposure)


def write(path: Path, simulated: Simulated) -> None:
    """Store images and names as the survey's file does, and the truth beside them.

    Parameters
    ----------
    path : HDF5 file, which appears whole or not at all: `images_spirals`, `names`, and a group
        `truth` with a dataset for every quantity, whose attribute `units` is empty where it has
        none. The file's attribute `seed` tells what the set was made from.

    Raises
    ------
    Failed
        If it cannot be written, where the disk is full for example.
    """
    remedy = "make room and run it again"
    with failed_if_unwritable(path, "the simulated set", remedy), whole_hdf5(path) as (file, _):
        _fill(file, simulated)


def _fill(file: h5py.File, simulated: Simulated) -> None:
    images = simulated.images
    file.attrs["seed"] = simulated.seed
    # Noise does not compress: gzip takes longer than all the rest and saves a quarter.
    file.create_dataset("images_spirals", data=images, chunks=(1, *images.shape[1:]))
    file.create_dataset("names", data=simulated.names, dtype=h5py.string_dtype("ascii"))
    truth = file.create_group("truth")
    for quantity, values in simulated.truth.items():
        truth.create_dataset(quantity, data=values).attrs["units"] = UNITS.get(quantity, "")


def write_simulated(path: Path, seed: int) -> None:
    """Simulate a set of the survey's size and store it with its truth; see `write`."""
    write(path, simulate(seed=seed))
