"""Part 5: the convolutional autoencoder beside the linear basis, on the same test galaxies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import wilcoxon

from analysis.basis import fit_basis, mean_squared_error
from analysis.cache import cached
from analysis.cost import Cost, measured
from analysis.sharpness import fine_power, power_spectrum
from analysis.split import DIMENSIONS, TEST, split

LATENTS = 4
SEED = 0
SHOWN_GALAXIES = 5
TRAVERSAL_STEPS = 7
# What a report in minutes can afford of the trainings with more latents.
PARTS = {16: 0.4, 128: 0.3}
PROGRESS_STEPS = 10

Progress = Callable[[str], None]

if TYPE_CHECKING:
    from analysis.autoencoder.recipe import Recipe
    from analysis.autoencoder.trained import Trained


@dataclass(frozen=True)
class Run:
    """One training, against the centred SVD of as many dimensions.

    Attributes
    ----------
    latent_dim, recipe, seed, epochs, batch_size, steps, seconds : what was trained, and how long
    cost : of the training
    power, svd_power : arrays of shape (side / 2,), medians over the test images of the power that
        the reconstructions have, over that of the images, at 1, 2, ... waves across the image
    recipe_epochs : epochs of the whole recipe, of which `epochs` were trained
    training_epochs, training_loss : arrays of shape (epochs,)
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


@dataclass(frozen=True)
class Gallery:
    """Pictures of some galaxies, arrays of shape (galaxies, side, side), 0 to 1."""

    latent_dim: int
    original: np.ndarray
    autoencoder: np.ndarray
    svd: np.ndarray


@dataclass(frozen=True)
class Latent:
    """The values of one latent over all galaxies, and what the decoder makes of it.

    Attributes
    ----------
    index : 1 and up
    mean, spread, low, median, high : mean, standard deviation, extremes and median
    zero_percentile : share of the galaxies, in percent, with a smaller value than zero
    nearest_to_zero : distance of the other latents from zero, in units of their standard
        deviations, for the galaxy that is closest
    nearest_to_median : the same from their medians
    largest_change : largest difference between two of the pictures, in any pixel
    correlations : with each latent, array of shape (latents,)
    values : array of shape (steps,), evenly over the range
    pictures, median_pictures : arrays of shape (steps, side, side), 0 to 1; all other latents at
        zero, and at their medians
    """

    index: int
    mean: float
    spread: float
    low: float
    median: float
    high: float
    zero_percentile: float
    nearest_to_zero: float
    nearest_to_median: float
    largest_change: float
    correlations: np.ndarray
    values: np.ndarray
    pictures: np.ndarray
    median_pictures: np.ndarray


@dataclass(frozen=True)
class AutoencoderResult:
    """The run with four latents on top, all runs, the pictures, and the latents.

    Attributes
    ----------
    latent_dim, test_mse, svd_test_mse, seconds, epochs, seed : of the run with four latents
    parameters : weights and biases of the network with four latents
    runs : with 4, 16 and 128 latents
    lecture : the lecture's recipe with four latents; None where it was not trained
    galleries : of the first test galaxies, with 4, 16 and 128 latents
    example : of the chosen galaxy alone, with four latents
    latents : one record each
    strongest_correlation : the largest modulus among the correlations between latents
    codes : array of shape (galaxies, 4)
    weights : those of the network with four latents, by name
    """

    latent_dim: int
    test_mse: float
    svd_test_mse: float
    seconds: float
    epochs: int
    seed: int
    parameters: int
    test_galaxies: int
    training_galaxies: int
    runs: tuple[Run, ...]
    lecture: Run | None
    galleries: tuple[Gallery, ...]
    example: Gallery
    latents: tuple[Latent, ...]
    strongest_correlation: float
    codes: np.ndarray
    weights: dict[str, np.ndarray] = field(metadata={"recorded": False})


def encode_galaxies(
    images: np.ndarray, galaxy: int, full: bool, progress: Progress
) -> AutoencoderResult:
    """Train the autoencoders and compare them with the SVD.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), down-sampled greyscale, 0 to 1
    galaxy : index of the chosen galaxy
    full : train every recipe to its end; else four latents by our recipe, more latents by part
        of it, and none by the lecture's, which takes several times as long
    progress : told in words what is being trained
    """
    images = images.astype(np.float32)
    test, training = split(images)
    # Imported late: whoever only reads cached results need not wait for PyTorch.
    from analysis.autoencoder.recipe import LECTURE, TUNED, shortened

    recipes = {
        d: TUNED if full or d not in PARTS else shortened(TUNED, PARTS[d]) for d in DIMENSIONS
    }
    trainings = {d: _train(training, test, d, recipes[d], progress) for d in DIMENSIONS}
    lecture = _train(training, test, LATENTS, LECTURE, progress) if full else None
    basis = fit_basis(training, training.mean(axis=0))
    linear = {dimension: basis.reconstruct(test, dimension) for dimension in DIMENSIONS}
    runs = {d: _run(*training, TUNED, test, linear[d]) for d, training in trainings.items()}
    chosen, _ = trainings[LATENTS]
    codes = chosen.encode(images)

    def gallery(d: int, shown: np.ndarray) -> Gallery:
        network, _ = trainings[d]
        return Gallery(d, shown, network.reconstruct(shown), basis.reconstruct(shown, d))

    return AutoencoderResult(
        latent_dim=LATENTS,
        test_mse=runs[LATENTS].test_mse,
        svd_test_mse=runs[LATENTS].svd_test_mse,
        seconds=chosen.seconds,
        epochs=runs[LATENTS].epochs,
        seed=chosen.seed,
        parameters=sum(weight.size for weight in chosen.weights.values()),
        test_galaxies=TEST,
        training_galaxies=len(training),
        runs=tuple(runs.values()),
        lecture=_run(*lecture, LECTURE, test, linear[LATENTS]) if lecture else None,
        galleries=tuple(gallery(d, test[:SHOWN_GALAXIES]) for d in DIMENSIONS),
        example=gallery(LATENTS, images[[galaxy]]),
        latents=tuple(_latent(chosen, codes, index) for index in range(LATENTS)),
        strongest_correlation=_strongest_correlation(codes),
        codes=codes,
        weights=chosen.weights,
    )


def _train(
    training: np.ndarray, test: np.ndarray, dimension: int, recipe: "Recipe", progress: Progress
) -> tuple["Trained", Cost]:
    from analysis.autoencoder.training import train

    name = f"{dimension} latents by {recipe.name} recipe"

    def report(epoch: int, epochs: int, loss: float) -> None:
        if epoch % max(1, epochs // PROGRESS_STEPS) == 0:
            progress(f"training {name}: epoch {epoch} of {epochs}, loss {loss:.5f}")

    return cached(measured, train, training, dimension, recipe, SEED, test, progress=report)


def _run(
    model: "Trained", cost: Cost, recipe: "Recipe", test: np.ndarray, linear: np.ndarray
) -> Run:
    rebuilt = model.reconstruct(test)
    errors = np.mean((test - rebuilt) ** 2, axis=(1, 2))
    linear_errors = np.mean((test - linear) ** 2, axis=(1, 2))
    test_mse, svd_test_mse = mean_squared_error(test, rebuilt), mean_squared_error(test, linear)
    fine, spectrum = fine_power(test), power_spectrum(test)
    return Run(
        latent_dim=model.latent_dim,
        recipe=model.recipe.name,
        seed=model.seed,
        epochs=model.recipe.epochs,
        recipe_epochs=recipe.epochs,
        batch_size=recipe.batch_size,
        steps=model.steps,
        seconds=model.seconds,
        training_loss=model.training_loss,
        validation_epochs=model.validation_epochs,
        validation_loss=model.validation_loss,
        test_mse=test_mse,
        svd_test_mse=svd_test_mse,
        ratio=test_mse / svd_test_mse,
        better=int(np.count_nonzero(errors < linear_errors)),
        p_value=float(wilcoxon(errors, linear_errors).pvalue),
        fine_power=float(np.median(fine_power(rebuilt) / fine)),
        svd_fine_power=float(np.median(fine_power(linear) / fine)),
        power=np.median(power_spectrum(rebuilt) / spectrum, axis=0),
        svd_power=np.median(power_spectrum(linear) / spectrum, axis=0),
        cost=cost,
    )


def _latent(model: "Trained", codes: np.ndarray, index: int) -> Latent:
    values = codes[:, index]
    steps = np.linspace(values.min(), values.max(), TRAVERSAL_STEPS)
    medians = np.median(codes, axis=0)
    pictures, median_pictures = (
        model.decode(_along(steps, index, rest)) for rest in (np.zeros_like(medians), medians)
    )
    return Latent(
        index=index + 1,
        mean=float(values.mean()),
        spread=float(values.std()),
        low=float(values.min()),
        median=float(np.median(values)),
        high=float(values.max()),
        zero_percentile=float(100 * np.mean(values < 0)),
        nearest_to_zero=_nearest(codes, index, 0 * medians),
        nearest_to_median=_nearest(codes, index, medians),
        largest_change=float(np.ptp(pictures, axis=0).max()),
        correlations=np.corrcoef(codes.T)[index],
        values=steps,
        pictures=pictures,
        median_pictures=median_pictures,
    )


def _along(steps: np.ndarray, index: int, rest: np.ndarray) -> np.ndarray:
    """Latents of shape (steps, latents): one takes the steps, the others stay where they are."""
    latents = np.tile(rest.astype(np.float32), (len(steps), 1))
    latents[:, index] = steps
    return latents


def _nearest(codes: np.ndarray, index: int, point: np.ndarray) -> float:
    """Distance from a point of the galaxy closest in all latents but one, in their spreads."""
    others = np.delete((codes - point) / codes.std(axis=0), index, axis=1)
    return float(np.linalg.norm(others, axis=1).min())


def _strongest_correlation(codes: np.ndarray) -> float:
    correlations = np.corrcoef(codes.T)
    return float(np.abs(correlations[np.triu_indices_from(correlations, 1)]).max())
