"""Train with checkpoints, in one process or in several, and store what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from analysis.autoencoder.precision import Precision
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.trained import Trained
from analysis.autoencoder.training import begin, remaining_epochs
from analysis.large.checkpoint import Checkpoint
from analysis.runtime.cache import key
from analysis.runtime.files import failed_if_unwritable, whole_file

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


def write_trained(
    path: Path, trained: Trained, latents: np.ndarray, test_errors: np.ndarray
) -> None:
    """Store arrays in NumPy's .npz format; the file appears whole or not at all.

    ``weights/NAME`` by PyTorch's names, ``latents`` (galaxies, latent_dim), ``test_errors`` (m,),
    the mean squared errors of the test galaxies, the history: ``training_loss`` (epochs,),
    ``validation_epochs`` and ``validation_loss`` (k,), and the numbers ``side``, ``factor`` (of
    the blocks that the network averages), ``seed``, ``steps`` and ``seconds``. ``device``
    and ``numbers`` are those of training, by PyTorch's names.

    Raises
    ------
    Failed
        If the file cannot be written.
    """
    arrays: dict[str, Any] = {
        f"weights/{name}": weight for name, weight in trained.weights.items()
    } | {
        "latents": latents,
        "test_errors": test_errors,
        "training_loss": trained.training_loss,
        "validation_epochs": trained.validation_epochs,
        "validation_loss": trained.validation_loss,
        "side": trained.side,
        "factor": trained.recipe.factor(trained.side),
        "seed": trained.seed,
        "device": trained.precision.device,
        "numbers": trained.precision.numbers,
        "steps": trained.steps,
        "seconds": trained.seconds,
    }
    remedy = "see to that and run the same command again, which trains nothing twice"
    with failed_if_unwritable(path, "the result", remedy), whole_file(path) as file:
        np.savez(file, **arrays)
