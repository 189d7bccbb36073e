"""Train with checkpoints, in one process or in several."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from analysis.autoencoder.precision import Precision
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.trained import Trained
from analysis.autoencoder.training import begin, remaining_epochs
from analysis.large.checkpoint import Checkpoint
from analysis.runtime.cache import key

PROGRESS_STEPS = 10


def train_resumably(
    images: np.ndarray,
    latent_dim: int,
    recipe: Recipe,
    seed: int,
    validation: np.ndarray,
    precision: Precision,
    content: str,
    folder: Path,
    group: SingleProcess,
    tell: Callable[[str], None],
) -> Trained:
    """Train as `training.train` does, from the last checkpoint of the same run if there is one.

    In one process, the network is the same bit by bit however often training was stopped.

    Parameters
    ----------
    images, latent_dim, recipe, seed, validation, precision : as for `training.train`; those of
        the first process tell its checkpoints from others
    content : what the images are known by; checkpoints of other content are not used
    folder : of the checkpoints; only the first process of the group reads and writes there
    tell : told in words how far it is
    """
    training = begin(images, latent_dim, recipe, seed, precision)
    checkpoint = Checkpoint(folder, tell)
    run = key(remaining_epochs, (content, latent_dim, recipe, seed, precision))
    # What the first process knows is what all begin with, whichever machines they are on.
    training.restore(group.from_first(lambda: checkpoint.last_state(run) or training.state()))
    if training.history.epochs:
        tell(f"going on after epoch {training.history.epochs} of {recipe.epochs}")
    for loss in remaining_epochs(training, images, validation, group):
        epoch = training.history.epochs
        if group.rank == 0:
            checkpoint.keep_state(run, epoch, training.state())
        if epoch % max(1, recipe.epochs // PROGRESS_STEPS) == 0:
            tell(f"epoch {epoch} of {recipe.epochs}, loss {loss:.5f}")
    return training.trained()
