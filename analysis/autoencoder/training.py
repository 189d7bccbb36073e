"""Train the autoencoder by a recipe."""

from collections.abc import Callable

import numpy as np

from analysis.autoencoder.alone import Alone
from analysis.autoencoder.loop import begin, remaining_epochs
from analysis.autoencoder.precision import best_precision
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.trained import Trained

Progress = Callable[[int, int, float], None]


def train(
    images: np.ndarray,
    latent_dim: int,
    recipe: Recipe,
    seed: int,
    validation: np.ndarray,
    progress: Progress = lambda epoch, epochs, loss: None,
) -> Trained:
    """Train a network; equal seeds and threads on one machine give equal networks.

    Parameters
    ----------
    images : array of shape (n, side, side), float32, 0 to 1: the training galaxies
    latent_dim : int
    recipe : Recipe
    seed : int
    validation : array of shape (m, side, side)
        Galaxies whose error is watched and which nothing depends on.
    progress : told the epoch, their number, and the mean loss after each epoch

    Raises
    ------
    InputError
        If the side is not a multiple of 8.
    """
    training = begin(images, latent_dim, recipe, seed, best_precision())
    for loss in remaining_epochs(training, images, validation, Alone()):
        progress(training.history.epochs, recipe.epochs, loss)
    return training.trained()
