"""How fast the autoencoder trains, as wall time and beside a plain loop."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision, move, step, working_copy
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.recipe import TUNED
from analysis.autoencoder.training import begin, remaining_epochs

STEPS = 4
REPEATS = 5
TARGET = 0.85


def throughput(images: np.ndarray, precision: Precision, latent_dim: int = 4) -> dict[str, float]:
    """Images per second of our training step and of a plain float32 eager one.

    Both take turns, so that whatever else the machine does hits both; medians over the turns.

    Parameters
    ----------
    images : array of shape (n, side, side), 0 to 1; n at least the tuned batch size
    precision : of our step; the plain one runs on the same device
    """
    batch = torch.from_numpy(images[: TUNED.batch_size].astype(np.float32))[:, None]
    ours = _our_step(batch, latent_dim, precision)
    plain = _plain_step(batch, latent_dim, precision.device)
    _seconds(ours), _seconds(plain)  # the first steps allocate and choose kernels
    turns = [(_seconds(ours), _seconds(plain)) for _ in range(REPEATS)]
    count = STEPS * len(batch)
    return {
        "images_per_second": count / statistics.median(own for own, _ in turns),
        "plain_images_per_second": count / statistics.median(other for _, other in turns),
        "ratio": statistics.median(other / own for own, other in turns),
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


def _our_step(batch: Tensor, latent_dim: int, precision: Precision) -> Callable[[], object]:
    side = batch.shape[-1]
    network = Autoencoder(latent_dim, side, TUNED.factor(side))
    move(network, precision)
    working = working_copy(network, precision)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, fused=True)
    return lambda: step(network, working, optimiser, batch.to(precision.device))


def _plain_step(batch: Tensor, latent_dim: int, device: str) -> Callable[[], object]:
    """What one writes first: float32, eager, contiguous, on the same device."""
    side = batch.shape[-1]
    network = Autoencoder(latent_dim, side, TUNED.factor(side)).to(device)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-3)

    def plain() -> float:
        images = batch.to(device)
        optimiser.zero_grad()
        loss = functional.mse_loss(network(images), images)
        loss.backward()
        optimiser.step()
        return loss.item()  # waits for the device

    return plain


def _seconds(step_once: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _ in range(STEPS):
        step_once()
    return time.perf_counter() - start
