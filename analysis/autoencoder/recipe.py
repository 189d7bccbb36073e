"""The two ways in which the network is trained."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.autoencoder.augmentation import flips, symmetries
from analysis.autoencoder.initialisation import glorot, he
from analysis.autoencoder.schedule import constant, decay, one_cycle


@dataclass(frozen=True)
class Stage:
    """One stretch of training on images of one size.

    Attributes
    ----------
    shrink : block side by which the training images are averaged
    epochs, batch_size : passes over the training galaxies, and galaxies a step
    learning_rate : the largest one
    schedule : its course, a function of the share of the stage that is done
    """

    shrink: int
    epochs: int
    batch_size: int
    learning_rate: float
    schedule: Callable[[float], float]


@dataclass(frozen=True)
class Recipe:
    """A way to train.

    Attributes
    ----------
    name : how tables call it
    initialise, augment : functions of `initialisation` and `augmentation`
    betas, weight_decay : of Adam with decoupled weight decay
    stages : one after the other, each growing the network of the one before to its image size
    """

    name: str
    initialise: Callable[..., None]
    augment: Callable[..., Any]
    betas: tuple[float, float]
    weight_decay: float
    stages: tuple[Stage, ...]

    @property
    def epochs(self) -> int:
        """Passes over the training galaxies, over all stages."""
        return sum(stage.epochs for stage in self.stages)


LECTURE = Recipe(
    name="the lecture's",
    initialise=glorot,
    augment=flips,
    betas=(0.9, 0.999),
    weight_decay=0.0,
    stages=(Stage(1, epochs=200, batch_size=128, learning_rate=1e-3, schedule=constant),),
)

# Most of a galaxy's variance is in large structures, which images of half the side show as well at
# a quarter of the cost. All settings were chosen by validation within the training galaxies.
TUNED = Recipe(
    name="our",
    initialise=he,
    augment=symmetries,
    betas=(0.9, 0.95),
    weight_decay=0.1,
    stages=(
        Stage(2, epochs=90, batch_size=16, learning_rate=3e-3, schedule=one_cycle),
        Stage(1, epochs=18, batch_size=16, learning_rate=1e-3, schedule=decay),
    ),
)


def shortened(recipe: Recipe, part: float) -> Recipe:
    """The same recipe with a part of its epochs in every stage."""
    stages = tuple(replace(stage, epochs=round(part * stage.epochs)) for stage in recipe.stages)
    return replace(recipe, stages=stages)
