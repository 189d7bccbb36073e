"""A training that can be left after any epoch and taken up again."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

import numpy as np
import torch
from torch import Generator, Tensor
from torch.nn import Module

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.step import move, step, working_copy
from analysis.autoencoder.trained import Trained, evaluate

VALIDATIONS = 25

EpochProgress = Callable[[int, int, float], None]


@dataclass
class History:
    """Losses and costs of the epochs that are done.

    Attributes
    ----------
    training_loss : mean loss of each epoch, on augmented images
    validation_epochs, validation_loss : the held-out error, where it was looked at
    steps, seconds : of the optimiser, and wall time
    """

    training_loss: list[float] = field(default_factory=list)
    validation_epochs: list[int] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    steps: int = 0
    seconds: float = 0.0

    @property
    def epochs(self) -> int:
        """How many are done."""
        return len(self.training_loss)


@dataclass
class Training:
    """A training between two of its epochs: all that the rest of it depends on.

    Attributes
    ----------
    recipe, seed : how it is trained
    precision : where, and with which numbers
    network : in float32, on the precision's device
    generator : of the galaxies' order and augmentation
    """

    recipe: Recipe
    seed: int
    precision: Precision
    network: Autoencoder
    optimiser: torch.optim.Optimizer
    generator: Generator
    history: History = field(default_factory=History)

    def state(self) -> bytes:
        """All that changes from epoch to epoch."""
        content = io.BytesIO()
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "generator": self.generator.get_state(),
            "history": asdict(self.history),
        }
        torch.save(state, content)
        return content.getvalue()

    def restore(self, state: bytes) -> None:
        """Go back, or on, to a state of a training by the same recipe on the same images."""
        loaded = torch.load(io.BytesIO(state), map_location="cpu", weights_only=True)
        self.network.load_state_dict(loaded["network"])
        self.optimiser.load_state_dict(loaded["optimiser"])
        self.generator.set_state(loaded["generator"])
        self.history = History(**loaded["history"])

    def trained(self) -> Trained:
        """The network as it is now."""
        weights = self.network.state_dict()
        return Trained(
            latent_dim=self.network.latent_dim,
            side=self.network.side,
            recipe=self.recipe,
            seed=self.seed,
            precision=self.precision,
            seconds=self.history.seconds,
            steps=self.history.steps,
            training_loss=np.array(self.history.training_loss),
            validation_epochs=np.array(self.history.validation_epochs),
            validation_loss=np.array(self.history.validation_loss),
            weights={name: weight.cpu().numpy() for name, weight in weights.items()},
        )


def begin(
    images: np.ndarray, latent_dim: int, recipe: Recipe, seed: int, precision: Precision
) -> Training:
    """A training before its first epoch.

    Parameters
    ----------
    images : array of shape (n, side, side), float32, 0 to 1: the training galaxies

    Raises
    ------
    InputError
        If the side is not a multiple of 8.
    """
    generator = Generator().manual_seed(seed)
    side = images.shape[1]
    network = Autoencoder(latent_dim, side, recipe.factor(side))
    recipe.initialise(network, float(images.mean()), generator)
    move(network, precision)
    optimiser = torch.optim.AdamW(
        network.parameters(),
        lr=recipe.learning_rate,
        betas=recipe.betas,
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    return Training(recipe, seed, precision, network, optimiser, generator)


def remaining_epochs(
    training: Training, images: np.ndarray, validation: np.ndarray, group: SingleProcess
) -> Iterator[float]:
    """Train to the recipe's end, from wherever the training is; the mean loss after each epoch.

    Every process of a group draws the same order and the same views, and computes the gradients of
    its share of each batch: many processes take the steps that one takes, up to rounding.

    Parameters
    ----------
    images : array of shape (n, side, side), float32, 0 to 1: the training galaxies
    validation : array of shape (m, side, side)
        Galaxies whose error is watched and which nothing depends on.
    """
    history = training.history
    rows = torch.from_numpy(np.ascontiguousarray(images, np.float32))[:, None]
    working = group.averaging(working_copy(training.network, training.precision))
    while history.epochs < training.recipe.epochs:
        start = time.perf_counter()
        loss = _epoch(training, working, rows, group)
        history.training_loss.append(loss)
        _validate(training, validation)
        history.seconds += time.perf_counter() - start
        yield loss


def _epoch(training: Training, working: Module, images: Tensor, group: SingleProcess) -> float:
    """One pass over the images in random order; the mean loss."""
    recipe, history, generator = training.recipe, training.history, training.generator
    steps = recipe.epochs * -(-len(images) // recipe.batch_size)
    order = torch.randperm(len(images), generator=generator)
    total = 0.0
    for chosen in order.split(recipe.batch_size):
        done = (history.steps + 0.5) / steps
        for settings in training.optimiser.param_groups:
            settings["lr"] = recipe.learning_rate * recipe.schedule(done)
        view = recipe.augment(images[chosen].to(training.precision.device), generator)
        own = group.share(view)
        # A mean over processes is a mean over galaxies if each counts by its galaxies. One without
        # any computes all the same, since the others wait for its gradients, and counts nothing.
        weight = group.size * len(own) / len(view)
        some = own if len(own) else view[:1]
        loss = step(training.network, working, training.optimiser, some, weight)
        total += loss * len(own)
        history.steps += 1
    return group.total(total) / len(images)


def _validate(training: Training, images: np.ndarray) -> None:
    """The held-out error, where the epoch is one to look at."""
    history, epochs = training.history, training.recipe.epochs
    if history.epochs % max(1, epochs // VALIDATIONS) and history.epochs != epochs:
        return
    rebuilt = evaluate(training.network, images)
    history.validation_epochs.append(history.epochs)
    history.validation_loss.append(float(np.mean((rebuilt - images) ** 2)))


def train(
    images: np.ndarray,
    latent_dim: int,
    recipe: Recipe,
    seed: int,
    validation: np.ndarray,
    precision: Precision,
    progress: EpochProgress = lambda epoch, epochs, loss: None,
) -> Trained:
    """Train a network; equal seeds, precisions and threads on one machine give equal networks.

    Parameters
    ----------
    images : array of shape (n, side, side), float32, 0 to 1: the training galaxies
    latent_dim : int
    recipe : Recipe
    seed : int
    validation : array of shape (m, side, side)
        Galaxies whose error is watched and which nothing depends on.
    precision : where it is trained, and with which numbers
    progress : told the epoch, their number, and the mean loss after each epoch

    Raises
    ------
    InputError
        If the side is not a multiple of 8.
    """
    training = begin(images, latent_dim, recipe, seed, precision)
    for loss in remaining_epochs(training, images, validation, SingleProcess()):
        progress(training.history.epochs, recipe.epochs, loss)
    return training.trained()
