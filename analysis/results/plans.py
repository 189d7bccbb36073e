"""Which trainings the report shows."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from analysis.autoencoder.recipe import LECTURE, TUNED, Recipe, for_set, shortened
from analysis.images.folds import FOLDS, shuffled_folds
from analysis.images.split import LATENTS, carried, split

SEED = 0
# What a report in minutes can afford of the trainings with more latents.
PARTS = {16: 0.35, 128: 0.2}
# What a full report adds: trainings that differ in their seed alone, and other dimensions.
SEEDS = (0, 1, 2, 3, 4)
SWEEP, SWEEP_SEEDS = (1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)


@dataclass(frozen=True)
class Plan:
    """One training.

    Attributes
    ----------
    latent_dim : number of latents
    recipe, part : how it is trained, and the share of the recipe's epochs
    seed : of all its random numbers
    fold : the part of the shuffled set that is set aside, from 0; None for the lecture's split
    """

    latent_dim: int
    recipe: Recipe
    part: float = 1.0
    seed: int = SEED
    fold: int | None = None

    def split(self, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Test and training images of all images, arrays of shape (n, side, side)."""
        return split(images) if self.fold is None else shuffled_folds(images)[self.fold]

    def whole(self, galaxies: int) -> Recipe:
        """The recipe for so many training galaxies, to its end."""
        return for_set(self.recipe, galaxies)

    def shortened(self, galaxies: int) -> Recipe:
        """What is trained."""
        return shortened(self.whole(galaxies), self.part)


LECTURES = Plan(LATENTS, LECTURE)


def shown(full: bool, training: np.ndarray) -> dict[int, Plan]:
    """The trainings in every report, by the number of latents; in a full one, to their ends.

    Parameters
    ----------
    training : images, which have to carry so many dimensions; see `carried`
    """
    return {d: Plan(d, TUNED, 1.0 if full else PARTS.get(d, 1.0)) for d in carried(training)}


def of_seeds() -> tuple[Plan, ...]:
    """Our recipe with the latents that are interpreted, from several seeds."""
    return tuple(Plan(LATENTS, TUNED, seed=seed) for seed in SEEDS)


def of_folds() -> tuple[Plan, ...]:
    """Our recipe with the latents that are interpreted, for every part that is set aside."""
    return tuple(Plan(LATENTS, TUNED, fold=fold) for fold in range(FOLDS))


def of_dimensions(training: np.ndarray) -> dict[int, tuple[Plan, ...]]:
    """Our recipe with every number of latents that the images carry, from several seeds each."""
    swept = carried(training, SWEEP)
    others = {d: tuple(Plan(d, TUNED, seed=seed) for seed in SWEEP_SEEDS) for d in swept}
    return others | {LATENTS: of_seeds()}


def all_plans(full: bool, training: np.ndarray) -> tuple[Plan, ...]:
    """Each training of a quick or of a full report once, those that every report shows first."""
    plans = [*shown(full, training).values()]
    if full:
        plans += [
            LECTURES,
            *of_seeds(),
            *of_folds(),
            *chain.from_iterable(of_dimensions(training).values()),
        ]
    return tuple(dict.fromkeys(plans))
