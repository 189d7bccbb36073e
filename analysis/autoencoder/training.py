"""Train the autoencoder by a recipe."""

import copy
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Generator, Tensor
from torch.nn import functional

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision, best_precision
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.trained import Trained, evaluate

VALIDATIONS = 25

Progress = Callable[[int, int, float], None]


@dataclass
class History:
    """What a training leaves behind, epoch by epoch."""

    training_loss: list[float]
    validation_epochs: list[int]
    validation_loss: list[float]
    steps: int = 0


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
    start = time.perf_counter()
    precision = best_precision()
    generator = Generator().manual_seed(seed)
    history = History([], [], [])
    side = images.shape[1]
    network = Autoencoder(latent_dim, side, recipe.factor(side))
    recipe.initialise(network, float(images.mean()), generator)
    network.to(precision.device, memory_format=torch.channels_last)
    rows = torch.from_numpy(np.ascontiguousarray(images, np.float32))[:, None]
    for loss in _epochs(network, rows, recipe, precision, generator, history):
        history.training_loss.append(loss)
        epoch = len(history.training_loss)
        _validate(network, validation, recipe, history)
        progress(epoch, recipe.epochs, loss)
    return Trained(
        latent_dim=latent_dim,
        side=side,
        recipe=recipe,
        seed=seed,
        seconds=time.perf_counter() - start,
        steps=history.steps,
        training_loss=np.array(history.training_loss),
        validation_epochs=np.array(history.validation_epochs),
        validation_loss=np.array(history.validation_loss),
        weights={name: weight.cpu().numpy() for name, weight in network.state_dict().items()},
    )


def _epochs(
    network: Autoencoder,
    images: Tensor,
    recipe: Recipe,
    precision: Precision,
    generator: Generator,
    history: History,
) -> Iterator[float]:
    """Train for the recipe's epochs; the mean loss of each."""
    optimiser = torch.optim.AdamW(
        network.parameters(),
        lr=recipe.learning_rate,
        betas=recipe.betas,
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    working = _working_copy(network, precision)
    batches = -(-len(images) // recipe.batch_size)
    for epoch in range(recipe.epochs):
        order = torch.randperm(len(images), generator=generator)
        total = 0.0
        for batch, chosen in enumerate(order.split(recipe.batch_size)):
            done = (epoch * batches + batch + 0.5) / (recipe.epochs * batches)
            for group in optimiser.param_groups:
                group["lr"] = recipe.learning_rate * recipe.schedule(done)
            view = recipe.augment(images[chosen].to(precision.device), generator)
            total += step(network, working, optimiser, view) * len(chosen)
            history.steps += 1
        yield total / len(images)


def _working_copy(network: Autoencoder, precision: Precision) -> Autoencoder:
    """The network that computes: the same one, or a copy with shorter numbers."""
    if precision.dtype == torch.float32:
        return network
    return copy.deepcopy(network).to(precision.dtype)


def step(
    network: Autoencoder,
    working: Autoencoder,
    optimiser: torch.optim.Optimizer,
    images: Tensor,
) -> float:
    """One step of the optimiser; the loss before it.

    Where `working` is a copy of `network` with shorter numbers, it computes the gradients, and the
    weights themselves stay in float32: their changes are too small for bfloat16's eight bits.

    Parameters
    ----------
    images : tensor of shape (n, 1, side, side)
    """
    numbers = next(working.parameters()).dtype
    rebuilt = working(images.to(numbers).contiguous(memory_format=torch.channels_last))
    loss = functional.mse_loss(rebuilt.float(), images)
    loss.backward()
    if working is not network:
        for weight, short in zip(network.parameters(), working.parameters(), strict=True):
            weight.grad = short.grad.float()
            short.grad = None
    optimiser.step()
    optimiser.zero_grad()
    if working is not network:
        with torch.no_grad():
            torch._foreach_copy_(list(working.parameters()), list(network.parameters()))
    return loss.item()


def _validate(network: Autoencoder, images: np.ndarray, recipe: Recipe, history: History) -> None:
    """The held-out error, where the epoch is one to look at."""
    epoch = len(history.training_loss)
    if epoch % max(1, recipe.epochs // VALIDATIONS) and epoch != recipe.epochs:
        return
    rebuilt = evaluate(network, images)
    history.validation_epochs.append(epoch)
    history.validation_loss.append(float(np.mean((rebuilt - images) ** 2)))
