"""One training of the autoencoder, and how it does beside the SVD."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.comparison.paired import SIGNIFICANCE, paired, smallest_p
from analysis.images.precision import ratio, settled
from analysis.results.against import Against, Linear, compare, image_errors
from analysis.results.detail import Detail, compare_detail
from analysis.runtime.background import Progress
from analysis.runtime.cache import cached
from analysis.runtime.cost import Cost, measured

PROGRESS_STEPS = 10

if TYPE_CHECKING:
    from analysis.autoencoder.precision import Precision
    from analysis.autoencoder.trained import Trained
    from analysis.results.plans import Plan


@dataclass(frozen=True)
class Run:
    """One training, against SVDs of as many dimensions.

    Its test images are rebuilt from the latents that the encoder finds, and, where something is
    called refined, from the best ones for its decoder; see `refine`. An SVD's coordinates are the
    best ones for its vectors in any case.

    Attributes
    ----------
    latent_dim, recipe, seed, epochs, batch_size, steps, seconds : what was trained, and how long
    precision : where it was trained and with which numbers, see `analysis.autoencoder.choice`
    cost : of the training
    recipe_epochs : epochs of the whole recipe, of which `epochs` were trained
    training_loss : array of shape (epochs,)
    validation_epochs, validation_loss : the test galaxies' error, watched and never trained on
    test_galaxies : their number
    test_mse, svd_test_mse, ratio : errors on the test galaxies, and the former over the latter;
        0 and NaN where the SVD makes none but rounding
    better : test galaxies on which the autoencoder's error is the smaller
    p_value : two-sided Wilcoxon signed-rank test of the galaxies' pairs of errors
    symmetric_svd_test_mse : that of the SVD of all eight views of the training galaxies
    refined_test_mse, refined_ratio : as `test_mse` and `ratio`
    encoded, refined : both against the stronger of the two SVDs
    detail : how much of the test images both explain at each wavelength
    """

    latent_dim: int
    recipe: str
    seed: int
    epochs: int
    recipe_epochs: int
    batch_size: int
    precision: "Precision"
    steps: int
    seconds: float
    training_loss: np.ndarray
    validation_epochs: np.ndarray
    validation_loss: np.ndarray
    test_galaxies: int
    test_mse: float
    svd_test_mse: float
    ratio: float
    better: int
    p_value: float
    symmetric_svd_test_mse: float
    refined_test_mse: float
    refined_ratio: float
    encoded: Against
    refined: Against
    detail: Detail
    cost: Cost = field(metadata={"recorded": False})

    @property
    def cut(self) -> bool:
        """Whether training stopped before the recipe's end."""
        return self.epochs < self.recipe_epochs

    @property
    def verdict(self) -> str:
        """Of the autoencoder as it is against the stronger SVD; see `Against`."""
        return self.encoded.verdict

    @property
    def smallest_p(self) -> float:
        """What the test says where all test galaxies agree."""
        return smallest_p(self.test_galaxies)

    @property
    def decidable(self) -> bool:
        """Whether so few galaxies could differ significantly at all."""
        return self.smallest_p < SIGNIFICANCE


def train_plan(
    images: np.ndarray, plan: "Plan", progress: Progress
) -> tuple["Trained", Cost, np.ndarray]:
    """Train a network as planned, or find it in the cache.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), float32, 0 to 1; the plan says which train
    progress : told in words how far it is

    Returns
    -------
    The network, what its training cost, and its best latents for the test images, shape (m, d).
    """
    import torch

    from analysis.autoencoder.choice import best_precision
    from analysis.autoencoder.refined import refine
    from analysis.autoencoder.training import train

    # Steps this small gain little from several threads; trainings side by side gain all.
    torch.set_num_threads(1)
    test, training = plan.split(images)
    name = f"{plan.latent_dim} latents by {plan.recipe.name} recipe, seed {plan.seed}"

    def report(epoch: int, epochs: int, loss: float) -> None:
        if epoch % max(1, epochs // PROGRESS_STEPS) == 0:
            progress(f"training {name}: epoch {epoch} of {epochs}, loss {loss:.5f}")

    recipe = plan.shortened(len(training))
    choice = (plan.latent_dim, recipe, plan.seed)
    precision = best_precision(training.shape[1], recipe)
    trained, cost = cached(measured, train, training, *choice, test, precision, progress=report)
    progress(f"finding the best {name}")
    return trained, cost, cached(refine, trained, test)


def judge(
    model: "Trained", cost: Cost, latents: np.ndarray, recipe_epochs: int, linear: Linear
) -> Run:
    """Compare a network, trained for all epochs of its recipe or less, with SVDs.

    `latents` are the decoder's best for the test images, shape (m, d).
    """
    test = linear.images
    rebuilt, refined = model.reconstruct(test), model.decode(latents)
    own, best = image_errors(test, rebuilt), image_errors(test, refined)
    errors = paired(own, linear.plain_errors, typical=np.mean)
    svd = settled(errors.second, test)
    return Run(
        **_training(model),
        recipe_epochs=recipe_epochs,
        test_galaxies=len(test),
        test_mse=errors.first,
        svd_test_mse=svd,
        ratio=ratio(errors.first, svd, 0),
        better=errors.better,
        p_value=errors.p_value,
        symmetric_svd_test_mse=settled(float(linear.symmetric_errors.mean()), test),
        refined_test_mse=float(best.mean()),
        refined_ratio=ratio(float(best.mean()), svd, 0),
        encoded=compare(own, linear),
        refined=compare(best, linear),
        detail=compare_detail(rebuilt, refined, linear),
        cost=cost,
    )


def _training(model: "Trained") -> dict[str, Any]:
    """What was trained, and how its errors fell: those of `Run`'s attributes by their names."""
    return {
        "latent_dim": model.latent_dim,
        "recipe": model.recipe.name,
        "seed": model.seed,
        "epochs": model.recipe.epochs,
        "batch_size": model.recipe.batch_size,
        "precision": model.precision,
        "steps": model.steps,
        "seconds": model.seconds,
        "training_loss": model.training_loss,
        "validation_epochs": model.validation_epochs,
        "validation_loss": model.validation_loss,
    }
