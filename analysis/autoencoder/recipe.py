"""The two ways in which the network is built and trained."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Generator, Tensor, nn

from analysis.autoencoder.network import HALVINGS, Autoencoder

WARM_UP = 0.1
MOST_STEPS, FEWEST_EPOCHS = 4000, 3


def constant(_progress: float) -> float:
    """The same rate throughout."""
    return 1.0


def one_cycle(progress: float) -> float:
    """Up over the first tenth, then down to zero, both along half a cosine.

    Parameters
    ----------
    progress : share of the training that is done, 0 to 1

    References
    ----------
    Smith & Topin (2019), Proc. SPIE 11006, 1100612.
    """
    if progress < WARM_UP:
        return (1 - math.cos(math.pi * progress / WARM_UP)) / 2
    return (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP))) / 2


def flips(images: Tensor, generator: Generator) -> Tensor:
    """Mirror each image at random, horizontally and vertically; shape (n, 1, side, side)."""
    for axis in (2, 3):
        images = torch.where(_coins(images, generator), images.flip(axis), images)
    return images


def symmetries(images: Tensor, generator: Generator) -> Tensor:
    """Turn and mirror each image by one of the square's eight symmetries at random."""
    images = flips(images, generator)
    return torch.where(_coins(images, generator), images.transpose(2, 3), images)


def _coins(images: Tensor, generator: Generator) -> Tensor:
    """One coin an image, shape (n, 1, 1, 1)."""
    coins = torch.rand(len(images), 1, 1, 1, generator=generator) < 0.5
    return coins.to(images.device)


def glorot(network: Autoencoder, _mean: float, generator: Generator) -> None:
    """Keras' default: uniform weights that keep variances both ways, biases zero.

    References
    ----------
    Glorot & Bengio (2010), AISTATS, equation 16.
    """
    for layer in network.modules():
        if hasattr(layer, "weight"):
            nn.init.xavier_uniform_(layer.get_parameter("weight"), generator=generator)
            nn.init.zeros_(layer.get_parameter("bias"))


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
        weight = layer.get_parameter("weight")  # (outward, inward, 3, 3)
        _normal(weight, weight[0].numel(), generator)
    for layer in network.up:
        weight = layer.get_parameter("weight")  # (inward, outward, 3, 3)
        # Of the nine weights of a stride-2 transposed convolution an output pixel meets 9 / 4.
        _normal(weight, len(weight) * 9 / 4, generator)
    nn.init.constant_(network.to_image.get_parameter("bias"), math.log(mean / (1 - mean)))


def _normal(weight: Tensor, inputs: float, generator: Generator) -> None:
    nn.init.normal_(weight, std=math.sqrt(2 / inputs), generator=generator)


@dataclass(frozen=True)
class Recipe:
    """A way to train.

    Attributes
    ----------
    name : how tables call it
    working_side : images at least twice as wide are averaged down to no less than this side
    initialise : how a network starts, `glorot` or `he`
    augment : views of the images, `flips` or `symmetries`
    betas, weight_decay : of Adam with decoupled weight decay
    epochs, batch_size : passes over the training galaxies, and galaxies a step
    learning_rate : the largest one
    schedule : its course, a function of the share of the training that is done
    """

    name: str
    working_side: float
    initialise: Callable[..., None]
    augment: Callable[..., Any]
    betas: tuple[float, float]
    weight_decay: float
    epochs: int
    batch_size: int
    learning_rate: float
    schedule: Callable[[float], float]

    def factor(self, side: int) -> int:
        """Side of the blocks over which the network averages images of a side."""
        possible = range(1, side // HALVINGS + 1)
        return max(
            (p for p in possible if side % (HALVINGS * p) == 0 and side / p >= self.working_side),
            default=1,
        )


LECTURE = Recipe(
    name="the lecture's",
    working_side=math.inf,
    initialise=glorot,
    augment=flips,
    betas=(0.9, 0.999),
    weight_decay=0.0,
    epochs=200,
    batch_size=128,
    learning_rate=1e-3,
    schedule=constant,
)

# Most of a galaxy's variance is in large structures, which averages show as well at a quarter of
# the cost. All settings were chosen by validation within the training galaxies of one real file.
TUNED = Recipe(
    name="our",
    working_side=32,
    initialise=he,
    augment=symmetries,
    betas=(0.9, 0.95),
    weight_decay=0.1,
    epochs=90,
    batch_size=16,
    learning_rate=3e-3,
    schedule=one_cycle,
)


def for_set(recipe: Recipe, galaxies: int) -> Recipe:
    """The recipe on so many training galaxies, of which every epoch takes the more steps.

    Its epochs become fewer, down to three, rather than its steps more than 4000: what more steps
    would bring, other galaxies do.
    """
    batches = -(-galaxies // recipe.batch_size)
    affordable = max(FEWEST_EPOCHS, MOST_STEPS // batches)
    return replace(recipe, epochs=min(recipe.epochs, affordable))


def shortened(recipe: Recipe, part: float) -> Recipe:
    """The same recipe with a part of its epochs, one at least."""
    return replace(recipe, epochs=max(1, round(part * recipe.epochs)))
