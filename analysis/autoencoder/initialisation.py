"""How a network starts."""

import math

from torch import Generator, Tensor, nn

from analysis.autoencoder.network import Autoencoder


def glorot(network: Autoencoder, _mean: float, generator: Generator) -> None:
    """Keras' default: uniform weights that keep variances both ways, biases zero.

    References
    ----------
    Glorot & Bengio (2010), AISTATS, equation 16.
    """
    for layer in _layers(network):
        nn.init.xavier_uniform_(layer.weight, generator=generator)
        nn.init.zeros_(layer.bias)


def he(network: Autoencoder, mean: float, generator: Generator) -> None:
    """Weights that keep variances through rectifiers, and an image that starts at the mean level.

    Parameters
    ----------
    mean : mean pixel value of the training images, 0 to 1

    References
    ----------
    He, Zhang, Ren & Sun (2015), ICCV, equation 10.
    """
    glorot(network, mean, generator)
    for layer in network.down:
        _normal(layer.weight, layer.weight[0].numel(), generator)
    for layer in network.up:
        # Of the nine weights of a stride-2 transposed convolution an output pixel meets 9 / 4.
        _normal(layer.weight, layer.in_channels * 9 / 4, generator)
    nn.init.constant_(network.to_image.bias, math.log(mean / (1 - mean)))


def _normal(weight: Tensor, inputs: float, generator: Generator) -> None:
    nn.init.normal_(weight, std=math.sqrt(2 / inputs), generator=generator)


def _layers(network: Autoencoder) -> list[nn.Module]:
    return [layer for layer in network.modules() if hasattr(layer, "weight")]
