"""A trained network and what it makes of a set, as one file."""

from pathlib import Path
from typing import Any

import numpy as np

from analysis.autoencoder.trained import Trained
from analysis.runtime.files import failed_if_unwritable, whole_file


def write(path: Path, trained: Trained, latents: np.ndarray, test_errors: np.ndarray) -> None:
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
