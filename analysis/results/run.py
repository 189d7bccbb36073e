"""One training of the autoencoder, and how it does beside the SVD."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.comparison.paired import Paired, paired
from analysis.comparison.spectra import fine_power, fourier_power, power_spectrum
from analysis.images.split import TEST
from analysis.runtime.background import Progress
from analysis.runtime.cache import cached
from analysis.runtime.cost import Cost, measured

PROGRESS_STEPS = 10
# Factor in fine power from which one reconstruction is called crisper than another.
CRISPER = 1.5

if TYPE_CHECKING:
    from analysis.autoencoder.precision import Precision
    from analysis.autoencoder.trained import Trained
    from analysis.results.plans import Plan


@dataclass(frozen=True)
class Run:
    """One training, against the centred SVD of as many dimensions.

    Attributes
    ----------
    latent_dim, recipe, seed, epochs, batch_size, steps, seconds : what was trained, and how long
    precision : where it was trained and with which numbers, see `analysis.autoencoder.choice`
    cost : of the training
    power, svd_power : arrays of shape (side / 2,), medians over the test images of the power that
        the reconstructions have, over that of the images, at 1, 2, ... waves across the image
    recipe_epochs : epochs of the whole recipe, of which `epochs` were trained
    training_loss : array of shape (epochs,)
    validation_epochs, validation_loss : the test galaxies' error, watched and never trained on
    test_mse, svd_test_mse, ratio : errors on the test galaxies, and the former over the latter
    better : test galaxies on which the autoencoder's error is the smaller
    p_value : two-sided Wilcoxon signed-rank test of the galaxies' pairs of errors
    fine_power, svd_fine_power : median share of the test images' power at wavelengths under
        8 pixels that the reconstructions have
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
    test_mse: float
    svd_test_mse: float
    ratio: float
    better: int
    p_value: float
    fine_power: float
    svd_fine_power: float
    power: np.ndarray
    svd_power: np.ndarray
    cost: Cost = field(metadata={"recorded": False})

    @property
    def cut(self) -> bool:
        """Whether training stopped before the recipe's end."""
        return self.epochs < self.recipe_epochs

    @property
    def crisper(self) -> bool:
        """Whether the reconstructions have clearly more fine power than the SVD's."""
        return self.fine_power > CRISPER * self.svd_fine_power

    @property
    def verdict(self) -> str:
        """See `verdict`."""
        return verdict(self.ratio, self.better, self.p_value)


def verdict(ratio: float, better: int, p_value: float) -> str:
    """Which rebuilds the test galaxies better, "CAE" or "SVD"; or why neither can be said to.

    See `Run` and `Paired.verdict`.
    """
    found = Paired(TEST, ratio, 1.0, better, p_value).verdict
    return {"first": "CAE", "second": "SVD"}.get(found, found)


def train_plan(
    training: np.ndarray, test: np.ndarray, plan: "Plan", progress: Progress
) -> tuple["Trained", Cost]:
    """Train a network as planned, or find it in the cache, with what it cost.

    Parameters
    ----------
    training, test : arrays of shape (n, side, side), float32, 0 to 1
    progress : told in words how far it is
    """
    import torch

    from analysis.autoencoder.choice import best_precision
    from analysis.autoencoder.training import train

    # Steps this small gain little from several threads; trainings side by side gain all.
    torch.set_num_threads(1)
    name = f"{plan.latent_dim} latents by {plan.recipe.name} recipe, seed {plan.seed}"

    def report(epoch: int, epochs: int, loss: float) -> None:
        if epoch % max(1, epochs // PROGRESS_STEPS) == 0:
            progress(f"training {name}: epoch {epoch} of {epochs}, loss {loss:.5f}")

    recipe = plan.shortened(len(training))
    precision = best_precision(training.shape[1], recipe)
    choice = (plan.latent_dim, recipe, plan.seed)
    return cached(measured, train, training, *choice, test, precision, progress=report)


def judge(
    model: "Trained",
    cost: Cost,
    recipe_epochs: int,
    test: np.ndarray,
    power: np.ndarray,
    linear: np.ndarray,
) -> Run:
    """Compare a network, trained for all epochs of its recipe or less, with the SVD.

    Parameters
    ----------
    test, power, linear : images, their `fourier_power`, the SVD's of them, all (m, side, side)
    """
    rebuilt = model.reconstruct(test)
    errors = paired(_errors(test, rebuilt), _errors(test, linear), typical=np.mean)
    (fine, rings), (svd_fine, svd_rings) = (_kept(power, each) for each in (rebuilt, linear))
    return Run(
        **_history(model),
        recipe_epochs=recipe_epochs,
        test_mse=errors.first,
        svd_test_mse=errors.second,
        ratio=errors.first / errors.second,
        better=errors.better,
        p_value=errors.p_value,
        fine_power=fine,
        svd_fine_power=svd_fine,
        power=rings,
        svd_power=svd_rings,
        cost=cost,
    )


def _history(model: "Trained") -> dict[str, Any]:
    """What a record says of the training itself, by the names of its fields."""
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


def _errors(images: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    """Mean squared error of each image, shape (m,)."""
    return np.square(images - rebuilt).mean(axis=(1, 2), dtype=np.float64)


def _kept(power: np.ndarray, rebuilt: np.ndarray) -> tuple[float, np.ndarray]:
    """Median shares of images' power that others have: of the fine one, and of each ring's."""
    kept = fourier_power(rebuilt)
    fine = fine_power(kept) / fine_power(power)
    rings = power_spectrum(kept) / power_spectrum(power)
    return float(np.median(fine)), np.median(rings, axis=0)
