"""The best latents that a trained decoder has for an image, instead of those of its encoder.

What an encoder loses is the amortisation gap of Cremer, Li & Duvenaud (2018, ICML).
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from analysis.autoencoder.trained import Trained

EVALUATIONS = 60


@dataclass
class _Best:
    """Of each image the best latents so far, (n, latent_dim), and their errors, (n,)."""

    latents: Tensor
    errors: Tensor

    def see(self, latents: Tensor, errors: Tensor) -> None:
        better = errors < self.errors
        self.latents[better], self.errors[better] = latents[better], errors[better]


def refine(model: Trained, images: np.ndarray) -> np.ndarray:
    """Latents (n, latent_dim) from which the frozen decoder rebuilds images better.

    The optimiser starts from what the encoder says. Of all latents on an image's way the best are
    returned: no image is rebuilt worse than from the encoder's.

    Parameters
    ----------
    images : array of shape (n, side, side), 0 to 1

    References
    ----------
    Liu & Nocedal (1989), Math. Program. 45, 503: L-BFGS, which gets farther in 60 evaluations than
    Adam in 150 steps.
    """
    network = model.network().requires_grad_(False)
    rows = torch.from_numpy(np.ascontiguousarray(images, np.float32))[:, None]
    encoded = torch.from_numpy(model.encode(images))
    scale = encoded.std(dim=0, correction=0)
    moved = torch.zeros_like(encoded, requires_grad=True)
    best = _Best(encoded.clone(), torch.full((len(rows),), torch.inf))

    def evaluate() -> Tensor:
        latents = encoded + scale * moved
        errors = (network.decode(latents) - rows).square().mean(dim=(1, 2, 3))
        best.see(latents.detach(), errors.detach())
        moved.grad = None
        total = errors.sum()
        total.backward()
        return total

    optimiser = torch.optim.LBFGS(
        [moved],
        max_iter=EVALUATIONS,
        max_eval=EVALUATIONS,
        history_size=20,
        line_search_fn="strong_wolfe",
    )
    optimiser.step(evaluate)
    return best.latents.numpy()
