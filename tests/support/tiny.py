"""Trainings of seconds, and sets of galaxies for them."""

import h5py
import numpy as np

from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import Recipe, he, one_cycle, symmetries

SINGLE = Precision("cpu", "float32")
RECIPE = Recipe(
    name="tiny",
    working_side=8,
    initialise=he,
    augment=symmetries,
    betas=(0.9, 0.95),
    weight_decay=0.1,
    epochs=5,
    batch_size=8,
    learning_rate=3e-3,
    schedule=one_cycle,
)


def ellipses(count: int, side: int = 16, seed: int = 0) -> np.ndarray:
    """Gaussians of all shapes and some noise, shape (count, side, side), float32, 0 to 1."""
    generator = np.random.default_rng(seed)
    rows, columns = np.mgrid[:side, :side] - (side - 1) / 2
    a, b = generator.uniform(side / 16, side / 4, (2, count, 1, 1))
    noise = 0.05 * generator.random((count, side, side))
    return (0.9 * np.exp(-((rows / a) ** 2) - (columns / b) ** 2) + noise).astype(np.float32)


def write(path, count: int, side: int = 64):
    """Ellipses in the survey's format."""
    images = (255 * ellipses(count, side)).astype(np.uint8)
    with h5py.File(path, "w") as file:
        file["images_spirals"] = np.repeat(images[..., None], 3, axis=-1)
    return path
