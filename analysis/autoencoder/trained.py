"""A trained network as plain arrays, ready to encode and decode."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import Recipe

BATCH = 64


@dataclass(frozen=True)
class Trained:
    """A trained network and how it came about.

    Attributes
    ----------
    latent_dim, side : of the network
    recipe, seed, precision : how it was trained
    seconds, steps : wall time, and steps of the optimiser
    training_loss : array of shape (epochs,), on augmented images
    validation_epochs, validation_loss : arrays of shape (k,)
    weights : arrays by PyTorch's names
    """

    latent_dim: int
    side: int
    recipe: Recipe
    seed: int
    precision: Precision
    seconds: float
    steps: int
    training_loss: np.ndarray
    validation_epochs: np.ndarray
    validation_loss: np.ndarray
    weights: dict[str, np.ndarray]

    def network(self) -> Autoencoder:
        """The network in PyTorch, on the processor and in float32."""
        network = Autoencoder(self.latent_dim, self.side, self.recipe.factor(self.side))
        network.load_state_dict({name: torch.from_numpy(w) for name, w in self.weights.items()})
        return network

    def encode(self, images: np.ndarray) -> np.ndarray:
        """Latents of shape (n, latent_dim) of images of shape (n, side, side), 0 to 1."""
        return _in_batches(self.network().encode, images[:, None])

    def decode(self, latents: np.ndarray) -> np.ndarray:
        """Images of shape (n, side, side) of latents of shape (n, latent_dim)."""
        return _in_batches(self.network().decode, latents)[:, 0]

    def reconstruct(self, images: np.ndarray) -> np.ndarray:
        """Images of shape (n, side, side) from their own latents, same shape."""
        return evaluate(self.network(), images)


def evaluate(network: Autoencoder, images: np.ndarray) -> np.ndarray:
    """Reconstructions of images, both of shape (n, side, side)."""
    device = next(network.parameters()).device
    return _in_batches(lambda part: network(part.to(device)).cpu(), images[:, None])[:, 0]


@torch.no_grad()
def _in_batches(compute: Callable[[Tensor], Tensor], rows: np.ndarray) -> np.ndarray:
    parts = torch.from_numpy(np.ascontiguousarray(rows, np.float32)).split(BATCH)
    return torch.cat([compute(part) for part in parts]).numpy()
