"""Views of a galaxy that are as likely as the one that was taken: no direction is special."""

import torch
from torch import Generator, Tensor


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
