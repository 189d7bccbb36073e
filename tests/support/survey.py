"""A file of small images, larger than a chunk, and the basis of it."""

import sys
from dataclasses import replace

import h5py
import numpy as np

from analysis.large.run import BasisPlan, make

GALAXIES, SIDE, RANK = 700, 16, 6


def write(path):
    """Write the file; its images, an array of shape (galaxies, side, side, 3), uint8."""
    generator = np.random.default_rng(31)
    shapes = generator.uniform(0, 1, (12, SIDE, SIDE, 1)) * generator.uniform(0.5, 1, (12, 1, 1, 3))
    weights = generator.gamma(1, 1, (GALAXIES, 12)) * 12 * 0.7 ** np.arange(12)
    images = np.tensordot(weights, shapes, 1) + generator.normal(20, 2, (GALAXIES, SIDE, SIDE, 3))
    images = np.clip(images, 0, 255).astype(np.uint8)
    with h5py.File(path, "w") as file:
        file["images_spirals"] = images
    return images


def basis(path, output, say=lambda line: print(line, file=sys.stderr), **options):
    """Make the basis of the file; what `make` gives."""
    plan = BasisPlan(path, "images_spirals", downsample=1, rank=RANK, output=output)
    return make(replace(plan, **options), say)[0]


def stored(path):
    """All datasets of an HDF5 file."""
    with h5py.File(path) as file:
        return {name: file[name][()] for name in file}
