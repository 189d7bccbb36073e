"""Part 5: the convolutional autoencoder beside the linear basis, on the same test galaxies."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import skimage

from analysis.approximation.common_basis import SampleBasis, fit_basis, mean_squared_error
from analysis.approximation.symmetries import fit_symmetric_basis
from analysis.images.greyscale import block_average, white_level
from analysis.images.split import DIMENSIONS, LATENTS, split
from analysis.meaning.turns import turn
from analysis.morphology.arms import spiral_power
from analysis.results.again import Readings
from analysis.results.against import PLAIN, SYMMETRIC, Linear
from analysis.results.folds import FoldsResult, cross_train, cross_validate
from analysis.results.galaxy_model import GalaxyModelResult, fit_galaxy_model
from analysis.results.latents import Latent, examine, strongest_correlation
from analysis.results.run import Run, judge, train_plan
from analysis.results.seeds import SeedsResult, compare_seeds
from analysis.results.sweep import SweepResult, sweep_dimensions
from analysis.runtime.background import Progress, in_background
from analysis.runtime.cache import cached
from analysis.runtime.cost import Cost

SHOWN_GALAXIES = 4
# In standard deviations of the latents; farther away from every galaxy the decoder makes things up.
FAR = 1.5

if TYPE_CHECKING:
    from analysis.autoencoder.trained import Trained
    from analysis.results.plans import Plan

    Trainings = dict[Plan, tuple[Trained, Cost, np.ndarray]]


@dataclass(frozen=True)
class Gallery:
    """Pictures of some galaxies, by index, arrays of shape (galaxies, side, side), 0 to 1."""

    galaxies: tuple[int, ...]
    latent_dim: int
    original: np.ndarray
    autoencoder: np.ndarray
    svd: np.ndarray


@dataclass(frozen=True)
class AutoencoderResult:
    """The run with four latents on top, all runs, the pictures, and the latents.

    Attributes
    ----------
    latent_dim, test_mse, refined_test_mse, svd_test_mse, symmetric_svd_test_mse, seconds,
        epochs : of the run with four latents
    parameters : weights and biases of the network with four latents
    factor : side of the blocks over which our recipe's network averages its images
    averaging_mse : error on the test galaxies of averaging and enlarging alone
    usual_epochs : of our recipe; sets of many galaxies take fewer
    runs : with 4, 16 and 128 latents
    galaxy_model : a smooth profile of four numbers
    folds : how the SVDs, and in a full report the autoencoder, do if others are set aside
    lecture : the lecture's network and recipe with four latents
    seeds : more trainings with four latents
    sweep : other dimensions; None if they were not trained
    galleries : of the test galaxies with the clearest arms, with 4, 16 and 128 latents
    example : of the chosen galaxy alone, with four latents
    latents : one record each
    strongest_correlation : the largest modulus among the correlations between latents
    codes, linear_codes : arrays of shape (galaxies, 4): the latents, and coordinates in the basis
        of the same training galaxies
    readings : what each of the trainings with four latents says of the galaxies to interpret
    weights : those of the network with four latents, by name
    """

    latent_dim: int
    test_mse: float
    refined_test_mse: float
    svd_test_mse: float
    symmetric_svd_test_mse: float
    seconds: float
    epochs: int
    parameters: int
    factor: int
    averaging_mse: float
    test_galaxies: int
    training_galaxies: int
    usual_epochs: int
    runs: tuple[Run, ...]
    galaxy_model: GalaxyModelResult
    folds: FoldsResult
    lecture: Run
    seeds: SeedsResult
    sweep: SweepResult | None
    galleries: tuple[Gallery, ...]
    example: Gallery
    latents: tuple[Latent, ...]
    strongest_correlation: float
    codes: np.ndarray
    linear_codes: np.ndarray
    readings: tuple[Readings, ...] = field(metadata={"recorded": False})
    weights: dict[str, np.ndarray] = field(metadata={"recorded": False})

    @property
    def zero_is_far(self) -> bool | None:
        """Whether for some latent no galaxy has the others near zero, where they are shown.

        None where it cannot be told for any, because no latent differs between galaxies.
        """
        known = [one for latent in self.latents if np.isfinite(one := latent.nearest_to_zero)]
        return max(known) > FAR if known else None

    @property
    def averaging_over_svd(self) -> float:
        """Error of averaging alone over that of the SVD with four dimensions; NaN as in `Run`."""
        four = self.runs[0]
        return self.averaging_mse * four.ratio / four.test_mse

    @property
    def unvaried(self) -> tuple[int, ...]:
        """Latents that are the same for all galaxies, counted from 1."""
        return tuple(
            latent.index
            for latent in self.latents
            if not np.isfinite(latent.correlations[latent.index - 1])
        )

    @property
    def most(self) -> int:
        """The largest number of latents that the training galaxies carry."""
        return self.runs[-1].latent_dim

    @property
    def left_out(self) -> tuple[int, ...]:
        """Numbers of latents that these are too few for."""
        return DIMENSIONS[len(self.runs) :]

    @property
    def white(self) -> float:
        """The value of the test galaxies shown, 0 to 1, that figures show as white."""
        return white_level(self.galleries[0].original)

    @property
    def larger_galleries(self) -> tuple[Gallery, ...] | None:
        """Those with more than four latents, if there are galaxies enough for any."""
        return self.galleries[1:] or None


def trainings_in_background(
    images: np.ndarray, full: bool, progress: Progress
) -> AbstractContextManager[Callable[[], "Trainings"]]:
    """Begin with all trainings that `encode_galaxies` asks for; see `in_background`.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), float32, down-sampled greyscale, 0 to 1
    full : train every recipe to its end, with more seeds and dimensions; else four latents by our
        recipe from three seeds, and more latents by part of it, as by part of the lecture's
    progress : told in words how far they are
    """
    from analysis.results.plans import all_plans  # brings in PyTorch, which takes its time

    _, training = split(images)
    return in_background(partial(train_plan, images), all_plans(full, training), progress)


def encode_galaxies(
    images: np.ndarray, galaxy: int, closer: np.ndarray, full: bool, trainings: "Trainings"
) -> AutoencoderResult:
    """Compare the trained autoencoders with the SVD.

    Parameters
    ----------
    images, full : as for `trainings_in_background`
    galaxy : index of the chosen galaxy
    closer : indices of the galaxies whose latents are interpreted
    trainings : what that gave
    """
    from analysis.results import plans

    test, training = split(images)
    basis = fit_basis(training, training.mean(axis=0))
    symmetric = fit_symmetric_basis(training, max(DIMENSIONS))
    rivals = Rivals(images, basis, symmetric, trainings)
    quick = _quick(galaxy, closer, rivals, full)
    if not full:
        return quick
    swept = plans.of_dimensions(training)
    networks = {d: tuple(map(rivals.network, each)) for d, each in swept.items()}
    refined = {d: rivals.refined_mse(each) for d, each in swept.items()}
    folds = cross_train(images, quick.folds, plans.of_folds(), trainings)
    return replace(
        quick,
        folds=replace(quick.folds, autoencoder=folds),
        sweep=sweep_dimensions(networks, refined, (basis, symmetric), training, test),
    )


@dataclass(frozen=True)
class Rivals:
    """Networks and the SVD, fitted to the same galaxies and tested on the same others.

    Attributes
    ----------
    images : array of shape (galaxies, side, side), 0 to 1
    basis, symmetric : the centred SVD of the training images, and that of all their views
    trainings : networks, what they cost, and their best latents of the test images, by plan
    """

    images: np.ndarray
    basis: SampleBasis
    symmetric: SampleBasis
    trainings: "Trainings"

    @property
    def test(self) -> np.ndarray:
        """Images that nothing was fitted to."""
        return split(self.images)[0]

    @property
    def training(self) -> np.ndarray:
        """Images that everything was fitted to."""
        return split(self.images)[1]

    def network(self, plan: "Plan") -> "Trained":
        """What was trained as planned."""
        return self.trainings[plan][0]

    def refined_mse(self, plans: Iterable["Plan"]) -> np.ndarray:
        """Errors of networks on the test galaxies with their best latents, one each."""
        trained = (self.trainings[plan] for plan in plans)
        return np.array(
            [
                mean_squared_error(self.test, network.decode(latents))
                for network, _, latents in trained
            ]
        )

    def linear(self, latent_dim: int) -> Linear:
        """The test galaxies from as many numbers by both SVDs."""
        bases = (self.basis, self.symmetric)
        return Linear(self.test, *(each.reconstruct(self.test, latent_dim) for each in bases))

    def run(self, plan: "Plan") -> Run:
        """One network against SVDs of as many dimensions."""
        epochs = plan.whole(len(self.training)).epochs
        return judge(*self.trainings[plan], epochs, self.linear(plan.latent_dim))

    def over_seeds(self, first: Run, codes: dict["Plan", np.ndarray]) -> SeedsResult:
        """Trainings that differ in nothing but their seed; the first one has been compared."""
        _, *others = codes
        runs = (first, *map(self.run, others))
        return compare_seeds(runs, np.array([*codes.values()], np.float64), len(self.test))

    def read(self, plan: "Plan", codes: np.ndarray, closer: np.ndarray) -> Readings:
        """What one network says of some galaxies, the first of which test what is made of it."""
        from analysis.autoencoder.refined import refine

        network = self.network(plan)
        refined = cached(refine, network, split(self.images[closer])[0])
        return Readings(codes[closer], refined, turn(network.encode, self.test))

    def galaxy_model(self, plan: "Plan") -> GalaxyModelResult:
        """A profile of four numbers against one network and both SVDs."""
        network, _, latents = self.trainings[plan]
        linear = self.linear(plan.latent_dim)
        others = {
            PLAIN: linear.plain,
            SYMMETRIC: linear.symmetric,
            "encoded autoencoder": network.reconstruct(self.test),
            "refined autoencoder": network.decode(latents),
        }
        return fit_galaxy_model(self.training, self.test, others)

    def gallery(self, plan: "Plan", galaxies: list[int]) -> Gallery:
        """Pictures of some galaxies by both."""
        some = self.images[galaxies]
        rebuilt = self.network(plan).reconstruct(some)
        linear = self.basis.reconstruct(some, plan.latent_dim)
        return Gallery(tuple(galaxies), plan.latent_dim, some, rebuilt, linear)


def _quick(galaxy: int, closer: np.ndarray, rivals: Rivals, full: bool) -> AutoencoderResult:
    """What a quick report has, too."""
    from analysis.results import plans

    images, shown = rivals.images, plans.shown(full, rivals.training)
    runs = {d: rivals.run(plan) for d, plan in shown.items()}
    chosen = rivals.network(shown[LATENTS])
    several = {plan: rivals.network(plan).encode(images) for plan in plans.of_seeds(full)}
    codes, factor = several[shown[LATENTS]], chosen.recipe.factor(chosen.side)
    latents, with_arms = examine(chosen, codes), _with_arms(rivals.test)
    return AutoencoderResult(
        latent_dim=LATENTS,
        test_mse=runs[LATENTS].test_mse,
        refined_test_mse=runs[LATENTS].refined_test_mse,
        svd_test_mse=runs[LATENTS].svd_test_mse,
        symmetric_svd_test_mse=runs[LATENTS].symmetric_svd_test_mse,
        seconds=chosen.seconds,
        epochs=runs[LATENTS].epochs,
        parameters=sum(weight.size for weight in chosen.weights.values()),
        factor=factor,
        averaging_mse=_averaging_mse(rivals.test, factor),
        test_galaxies=len(rivals.test),
        training_galaxies=len(rivals.training),
        usual_epochs=shown[LATENTS].recipe.epochs,
        runs=tuple(runs.values()),
        galaxy_model=rivals.galaxy_model(shown[LATENTS]),
        folds=cached(cross_validate, images, _of_svds(runs)),
        lecture=rivals.run(plans.lectures(full)),
        seeds=rivals.over_seeds(runs[LATENTS], several),
        sweep=None,
        galleries=tuple(rivals.gallery(shown[d], with_arms) for d in runs),
        example=rivals.gallery(shown[LATENTS], [galaxy]),
        latents=latents,
        strongest_correlation=strongest_correlation(latents),
        codes=codes,
        linear_codes=rivals.basis.coefficients(images, LATENTS),
        readings=tuple(rivals.read(plan, own, closer) for plan, own in several.items()),
        weights=chosen.weights,
    )


def _of_svds(runs: dict[int, Run]) -> dict[int, tuple[float, float]]:
    """Errors of both SVDs on the test galaxies, by the number of vectors."""
    return {d: (run.svd_test_mse, run.symmetric_svd_test_mse) for d, run in runs.items()}


def _with_arms(images: np.ndarray) -> list[int]:
    """Indices of those (n, side, side), 0 to 1, whose spiral arms are the clearest."""
    power = np.array([spiral_power(255 * image) for image in images])
    clearest: list[int] = np.argsort(-power, kind="stable")[:SHOWN_GALAXIES].tolist()
    return clearest


def _averaging_mse(images: np.ndarray, factor: int) -> float:
    """Mean squared error of images averaged over blocks and enlarged again bilinearly."""
    side = images.shape[1]
    enlarged = [
        skimage.transform.resize(small, (side, side), order=1, mode="edge", anti_aliasing=False)
        for small in block_average(images, factor)
    ]
    return mean_squared_error(images, np.array(enlarged))
