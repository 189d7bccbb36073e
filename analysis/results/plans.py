"""Which trainings the report shows."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from analysis.autoencoder.recipe import LECTURE, TUNED, Recipe, for_set, shortened
from analysis.images.split import LATENTS, carried

SEED = 0
# What a report in minutes can afford of the trainings with more latents.
PARTS = {16: 0.35, 128: 0.2}
# What a full report adds: trainings that differ in their seed alone, and other dimensions.
SEEDS = (0, 1, 2, 3, 4)
SWEEP, SWEEP_SEEDS = (1, 2, 4, 8, 16, 32, 64, 128), (0, 1, 2)


@dataclass(frozen=True)
class Plan:
    """One training: the number of latents, the recipe and how much of its epochs, the seed."""

    latent_dim: int
    recipe: Recipe
    part: float = 1.0
    seed: int = SEED

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
            *chain.from_iterable(of_dimensions(training).values()),
        ]
    return tuple(dict.fromkeys(plans))
