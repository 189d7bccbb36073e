"""A network for images of twice the side, from one that is trained on the small ones."""

import torch
from torch import Tensor
from torch.nn import functional

from analysis.autoencoder.network import CHANNELS, Autoencoder


def grow(small: Autoencoder) -> Autoencoder:
    """Keep all convolutions and enlarge the dense layers' maps bilinearly.

    A convolution sees as many pixels as before, each half as wide, which suits galaxies, whose
    structures come in all sizes; training at the new size then mends what does not fit.

    Parameters
    ----------
    small : network for images of shape (side, side)

    Returns
    -------
    network for images of shape (2 side, 2 side)
    """
    large = Autoencoder(small.latent_dim, 2 * small.side)
    weights = dict(small.state_dict())
    # Four times as many features feed each latent, so each counts a quarter.
    weights["to_latents.weight"] = _enlarge(weights["to_latents.weight"], small.small) / 4
    for name in ("from_latents.weight", "from_latents.bias"):
        maps = weights[name].reshape(len(weights[name]), -1).T
        weights[name] = _enlarge(maps, small.small).T.reshape(-1, *weights[name].shape[1:])
    large.load_state_dict(weights)
    return large


def _enlarge(maps: Tensor, small: int) -> Tensor:
    """Maps of shape (k, small * small * 128), channels last, as (k, 4 * small * small * 128)."""
    images = maps.reshape(-1, small, small, CHANNELS[-1]).permute(0, 3, 1, 2)
    doubled = functional.interpolate(images, scale_factor=2, mode="bilinear")
    return doubled.permute(0, 2, 3, 1).reshape(len(maps), -1).to(torch.float32)
