"""The lecture's network as one writes it first, with PyTorch's own layers only."""

import torch
from torch import Tensor
from torch.nn import functional

from analysis.autoencoder.network import CHANNELS, Autoencoder


class PlainAutoencoder(Autoencoder):
    """The same function of the same weights."""

    def decode(self, latents: Tensor) -> Tensor:
        """Images of latents, as `Autoencoder.decode`."""
        x = self.from_latents(latents).view(-1, self.small, self.small, CHANNELS[-1])
        x = x.permute(0, 3, 1, 2)
        for layer in self.up:
            weight, bias = layer.get_parameter("weight"), layer.get_parameter("bias")
            x = functional.conv_transpose2d(x, weight, bias, stride=2)
            x = functional.relu(x[:, :, :-1, :-1])
        if self.factor > 1:
            x = functional.interpolate(x, scale_factor=self.factor, mode="bilinear")
        return torch.sigmoid(self.to_image(x))
