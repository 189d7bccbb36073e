"""Which trainings the report shows."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from analysis.autoencoder.recipe import LECTURE, TUNED, Recipe, for_set, shortened
from analysis.images.split import FOLDS, LATENTS, carried, shuffled_folds, split

SEED = 0
# What a report in minutes can afford of the trainings with more latents, and of the lecture's.
PARTS = {16: 0.35, 128: 0.2}
LECTURES_PART = 0.1
# Trainings that differ in their seed alone: in every report, and in a full one, which has other
# dimensions, too.
FEW_SEEDS, SEEDS = (0, 1, 2), (0, 1, 2, 3, 4)
SWEEP, SWEEP_SEEDS = (1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)
# One epoch of a recipe in epochs of ours: measured 6.0 in float32 with AVX2, 5.1 in bfloat16.
EPOCHS_OF_OURS = {TUNED.name: 1.0, LECTURE.name: 5.5}


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

    def relative_cost(self, galaxies: int) -> float:
        """How long it takes, roughly, in epochs of our recipe."""
        return self.shortened(galaxies).epochs * EPOCHS_OF_OURS[self.recipe.name]

    def shortened(self, galaxies: int) -> Recipe:
        """What is trained."""
        return shortened(self.whole(galaxies), self.part)


def shown(full: bool, training: np.ndarray) -> dict[int, Plan]:
    """The trainings in every report, by the number of latents; in a full one, to their ends.

    Parameters
    ----------
    training : images, which have to carry so many dimensions; see `carried`
    """
    return {d: Plan(d, TUNED, 1.0 if full else PARTS.get(d, 1.0)) for d in carried(training)}


def lectures(full: bool) -> Plan:
    """The lecture's network by the lecture's recipe; in a full report to its end."""
    return Plan(LATENTS, LECTURE, 1.0 if full else LECTURES_PART)


def of_seeds(full: bool) -> tuple[Plan, ...]:
    """Our recipe with the latents that are interpreted, from several seeds."""
    return tuple(Plan(LATENTS, TUNED, seed=seed) for seed in (SEEDS if full else FEW_SEEDS))


def of_folds() -> tuple[Plan, ...]:
    """Our recipe with the latents that are interpreted, for every part that is set aside."""
    return tuple(Plan(LATENTS, TUNED, fold=fold) for fold in range(FOLDS))


def of_dimensions(training: np.ndarray) -> dict[int, tuple[Plan, ...]]:
    """Our recipe with every number of latents that the images carry, from several seeds each."""
    swept = carried(training, SWEEP)
    others = {d: tuple(Plan(d, TUNED, seed=seed) for seed in SWEEP_SEEDS) for d in swept}
    return others | {LATENTS: of_seeds(full=True)}


def all_plans(full: bool, training: np.ndarray) -> tuple[Plan, ...]:
    """Each training of a quick or of a full report once, the longest first.

    Whoever begins with the longest has the short ones left to fill the gaps at the end.
    """
    plans = [lectures(full), *shown(full, training).values(), *of_seeds(full)]
    if full:
        plans += [*of_folds(), *chain.from_iterable(of_dimensions(training).values())]
    each = dict.fromkeys(plans)
    return tuple(sorted(each, key=lambda plan: -plan.relative_cost(len(training))))
