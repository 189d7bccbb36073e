"""How fast the autoencoder trains, as wall time and beside a plain loop."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.recipe import TUNED, Recipe
from analysis.autoencoder.step import move, step, working_copy
from analysis.autoencoder.training import begin, remaining_epochs
from analysis.images.split import LATENTS
from tests.support.plain_network import PlainAutoencoder

IMAGES = 64  # in one turn, at least a batch
REPEATS = 7
TARGET = 0.85


@dataclass(frozen=True)
class Speed:
    """Of a training step, beside a plain one.

    Attributes
    ----------
    images_per_second : at the shortest time
    ratio : the plain step's shortest time over this one's
    lowest, highest : ratio in any one turn
    """

    images_per_second: float
    ratio: float
    lowest: float
    highest: float


def throughput(
    images: np.ndarray, recipe: Recipe, precisions: tuple[Precision, ...]
) -> tuple[float, dict[str, Speed]]:
    """Images a second of a plain float32 eager step, and the speed of ours in each precision.

    All take turns, so that whatever else the machine does hits all.

    Parameters
    ----------
    images : array of shape (n, side, side), 0 to 1; n at least the recipe's batch size
    precisions : of one device; the plain step runs there too
    """
    batch = torch.from_numpy(images[: recipe.batch_size].astype(np.float32))[:, None]
    steps = [_plain_step(batch, recipe, precisions[0].device)]
    steps += [_our_step(batch, recipe, precision) for precision in precisions]
    for one in steps:
        _seconds(one, 2)  # the first steps allocate and choose kernels
    number = max(1, IMAGES // len(batch))
    turns = np.array([[_seconds(one, number) for one in steps] for _ in range(REPEATS)])
    (plain, *shortest), ratios = turns.min(axis=0), turns[:, :1] / turns[:, 1:]
    count = number * len(batch)
    return count / plain, {
        str(precision): Speed(count / own, plain / own, each.min(), each.max())
        for precision, own, each in zip(precisions, shortest, ratios.T, strict=True)
    }


@dataclass(frozen=True)
class TimeToTarget:
    """Seconds until each error of the test galaxies, None where training never got there.

    Attributes
    ----------
    svd, target, whole : seconds until the centred SVD's error, until 0.85 of it, and to the end
    ratio : the error at the end over the SVD's
    """

    svd: float | None
    target: float | None
    whole: float
    ratio: float


def seconds_to_target(
    training: np.ndarray,
    test: np.ndarray,
    svd_mse: float,
    precision: Precision,
    latent_dim: int = 4,
    seed: int = 0,
) -> TimeToTarget:
    """Wall time until the test galaxies' error first is the SVD's, and 0.85 of it.

    Parameters
    ----------
    training, test : arrays of shape (n, side, side), float32, 0 to 1
    svd_mse : the centred SVD's error on `test` at as many dimensions

    Returns
    -------
    Seconds to each error, and the ratio at the end.
    """
    start = time.perf_counter()
    run = begin(training, latent_dim, TUNED, seed, precision)
    clock = [
        time.perf_counter() - start for _ in remaining_epochs(run, training, test, SingleProcess())
    ]
    seconds = [clock[epoch - 1] for epoch in run.history.validation_epochs]
    ratios = np.array(run.history.validation_loss) / svd_mse
    return TimeToTarget(
        svd=_first(seconds, ratios <= 1),
        target=_first(seconds, ratios <= TARGET),
        whole=clock[-1],
        ratio=float(ratios[-1]),
    )


def _first(seconds: list[float], reached: np.ndarray) -> float | None:
    return seconds[int(np.argmax(reached))] if reached.any() else None


def _our_step(batch: Tensor, recipe: Recipe, precision: Precision) -> Callable[[], object]:
    side = batch.shape[-1]
    network = Autoencoder(LATENTS, side, recipe.factor(side))
    move(network, precision)
    working = working_copy(network, precision)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, fused=True)
    return lambda: step(network, working, optimiser, batch.to(precision.device))


def _plain_step(batch: Tensor, recipe: Recipe, device: str) -> Callable[[], object]:
    """What one writes first: PyTorch's layers, float32, eager, contiguous, on the same device."""
    side = batch.shape[-1]
    network = PlainAutoencoder(LATENTS, side, recipe.factor(side)).to(device)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-3)

    def plain() -> float:
        images = batch.to(device)
        optimiser.zero_grad()
        loss = functional.mse_loss(network(images), images)
        loss.backward()
        optimiser.step()
        return loss.item()  # waits for the device

    return plain


def _seconds(step_once: Callable[[], object], number: int) -> float:
    start = time.perf_counter()
    for _ in range(number):
        step_once()
    return time.perf_counter() - start
