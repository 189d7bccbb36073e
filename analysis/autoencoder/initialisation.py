"""How a network starts."""

import math

import torch
from torch import nn

from analysis.autoencoder.network import Autoencoder


def glorot(network: Autoencoder, _mean: float) -> None:
    """Keras' default: uniform weights that keep variances both ways, biases zero.

    References
    ----------
    Glorot & Bengio (2010), AISTATS, equation 16.
    """
    for layer in _layers(network):
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)


def he(network: Autoencoder, mean: float) -> None:
    """Weights that keep variances through rectifiers, and an image that starts at the mean level.

    Parameters
    ----------
    mean : mean pixel value of the training images, 0 to 1

    References
    ----------
    He, Zhang, Ren & Sun (2015), ICCV, equation 10.
    """
    glorot(network, mean)
    for layer in network.down:
        _normal(layer.weight, inputs=layer.weight[0].numel())
    for layer in network.up:
        # Of the nine weights of a stride-2 transposed convolution an output pixel meets 9 / 4.
        _normal(layer.weight, inputs=layer.in_channels * 9 / 4)
    nn.init.constant_(network.to_image.bias, math.log(mean / (1 - mean)))


def _normal(weight: torch.Tensor, inputs: float) -> None:
    nn.init.normal_(weight, std=math.sqrt(2 / inputs))


def _layers(network: Autoencoder) -> list[nn.Module]:
    return [layer for layer in network.modules() if hasattr(layer, "weight")]
