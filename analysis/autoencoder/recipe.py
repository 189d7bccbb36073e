"""The two ways in which the network is built and trained."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.autoencoder.augmentation import flips, symmetries
from analysis.autoencoder.initialisation import glorot, he
from analysis.autoencoder.network import HALVINGS
from analysis.autoencoder.schedule import constant, one_cycle

MOST_STEPS, FEWEST_EPOCHS = 4000, 3


@dataclass(frozen=True)
class Recipe:
    """A way to train.

    Attributes
    ----------
    name : how tables call it
    working_side : images at least twice as wide are averaged down to no less than this side
    initialise, augment : functions of `initialisation` and `augmentation`
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
