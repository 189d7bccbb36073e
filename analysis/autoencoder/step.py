"""One step of the optimiser, on a device and in numbers of some precision."""

import copy

import torch
from torch import Tensor
from torch.nn import Module, functional

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision


def move(network: Autoencoder, precision: Precision) -> None:
    """To the device, with channels last in memory, where its convolutions are fastest."""
    # PyTorch documents this argument, but does not annotate it.
    network.to(precision.device, memory_format=torch.channels_last)  # type: ignore[call-overload]


def working_copy(network: Autoencoder, precision: Precision) -> Autoencoder:
    """The network that computes: the same one, or a copy with shorter numbers."""
    if precision.dtype == torch.float32:
        return network
    return copy.deepcopy(network).to(precision.dtype)


def step(
    network: Autoencoder,
    working: Module,
    optimiser: torch.optim.Optimizer,
    images: Tensor,
    weight: float = 1.0,
) -> float:
    """One step of the optimiser; the mean loss before it.

    Where `working` is a copy of `network` with shorter numbers, it computes the gradients, and the
    weights themselves stay in float32: their changes are too small for bfloat16's eight bits.

    Parameters
    ----------
    working : `working_copy` of the network, possibly wrapped to average gradients over processes
    images : tensor of shape (n, 1, side, side)
    weight : of these images' mean loss in what the gradients are of
    """
    numbers = next(working.parameters()).dtype
    rebuilt = working(images.to(numbers))
    loss = functional.mse_loss(rebuilt.float(), images)
    (weight * loss).backward()
    if numbers != torch.float32:
        for long, short in zip(network.parameters(), working.parameters(), strict=True):
            assert short.grad is not None  # backward() has just computed it
            long.grad = short.grad.float()
            short.grad = None
    optimiser.step()
    optimiser.zero_grad()
    if numbers != torch.float32:
        with torch.no_grad():
            torch._foreach_copy_(list(working.parameters()), list(network.parameters()))
    return loss.item()
