"""Train the autoencoder, on one machine or, under torchrun, on many."""

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.approximation.common_basis import fit_basis, mean_squared_error
from analysis.images.reading import KEYS
from analysis.images.split import LATENTS, split
from analysis.large.averages import average, open_averages
from analysis.runtime.command_line import loading
from analysis.runtime.errors import InputError, UsageError
from analysis.runtime.files import require_another_file, require_writable

if TYPE_CHECKING:
    from analysis.autoencoder.processes import SingleProcess
    from analysis.autoencoder.trained import Trained

INTERRUPTED = "run it again to go on after the last epoch"
DOWNSAMPLE = 4
MOST = 2**63 - 1
BOUNDS = {"latents": (1, MOST), "epochs": (1, MOST), "seed": (0, MOST)}  # PyTorch's, of seeds
LARGEST_SVD = 2048  # training galaxies that are decomposed in seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an HDF5 file of galaxy images")
    parser.add_argument("--key", help=f"its dataset (default {', else '.join(KEYS)})")
    parser.add_argument(
        "--downsample",
        type=int,
        default=DOWNSAMPLE,
        metavar="P",
        help=f"average P x P pixels (default {DOWNSAMPLE})",
    )
    parser.add_argument(
        "--latents", type=int, default=LATENTS, help=f"numbers a galaxy (default {LATENTS})"
    )
    parser.add_argument(
        "--epochs",
        type=int,
        help="passes over the training galaxies (default as many as the report's)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of all chance (default 0)")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("trained.npz"),
        metavar="FILE",
        help="weights, latents, errors and history (default trained.npz)",
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FOLDER",
        help="averaged images and the last checkpoints; may be deleted once the output is there "
        "(default the output's name with .checkpoint)",
    )


def run(options: argparse.Namespace) -> None:
    """Do it."""
    with loading():
        import torch

        from analysis.large.torchrun import processes
    # Steps this small gain little from several threads, but much from several processes.
    torch.set_num_threads(1)
    with processes() as group:
        _train(options, group)


def _train(options: argparse.Namespace, group: "SingleProcess") -> None:
    with loading():
        from analysis.autoencoder.choice import best_precision
        from analysis.autoencoder.recipe import TUNED, for_set
        from analysis.large.training import train_resumably

    def tell(message: str) -> None:
        if group.rank == 0:
            print(message, flush=True)

    beside = options.output.parent / f"{options.output.stem}.checkpoint"
    folder = options.checkpoint or beside
    file, content = group.once_a_machine(partial(_prepare, options, folder))
    if content != group.from_first(lambda: content):
        raise InputError(
            f"{options.file}: these are not the images that the first machine has; copy its file"
        )
    images = open_averages(file)
    test, training = split(images)
    usual = for_set(TUNED, len(training))
    recipe = replace(usual, epochs=options.epochs or usual.epochs)
    # The numbers of all processes have to be the same, also on machines that are not.
    precision = group.from_first(lambda: best_precision(images.shape[1], recipe))
    trained = train_resumably(
        training,
        options.latents,
        recipe,
        options.seed,
        test,
        precision,
        content,
        folder,
        group,
        tell,
    )
    share = np.array_split(images, group.size)[group.rank]
    parts = group.gathered(trained.encode(share))
    if group.rank == 0:
        tell(_written(options.output, trained, np.concatenate(parts), training, test))


def _written(
    output: Path, trained: "Trained", latents: np.ndarray, training: np.ndarray, test: np.ndarray
) -> str:
    """Write the result; a line that sums it up."""
    from analysis.large.training import write_trained

    errors = np.mean((trained.reconstruct(test) - test) ** 2, axis=(1, 2))
    write_trained(output, trained, latents, errors)
    return (
        f"{output}: {trained.steps} steps on {len(training)} galaxies in "
        f"{trained.seconds:.0f} s, mean squared error of the {len(test)} test galaxies "
        f"{errors.mean():.6f}{_beside_svd(training, test, trained.latent_dim)}"
    )


def _beside_svd(training: np.ndarray, test: np.ndarray, rank: int) -> str:
    """The error of the centred SVD of as many dimensions, for sets that it decomposes at once."""
    if not rank < len(training) <= LARGEST_SVD:
        return ""
    rebuilt = fit_basis(training, training.mean(axis=0)).reconstruct(test, rank)
    return f" (the centred SVD's is {mean_squared_error(test, rebuilt):.6f})"


def _check(options: argparse.Namespace, folder: Path) -> None:
    """Refuse in one sentence numbers and places that cannot be used."""
    for name, (least, most) in BOUNDS.items():
        number = getattr(options, name)
        if number is not None and number < least:
            raise UsageError(f"--{name} is {number}; give at least {least}")
        if number is not None and number > most:
            raise UsageError(f"--{name} is {number}; give at most {most}")
    if options.output.is_dir():
        raise UsageError(f"{options.output} is a folder; give --output the name of a file")
    if folder.absolute() == options.output.absolute():
        raise UsageError(f"{folder} cannot be both --output and --checkpoint; name another")
    require_another_file(options.output, options.file, "give --output the name of another file")


def _prepare(options: argparse.Namespace, folder: Path) -> tuple[Path, str]:
    """Refuse in one sentence what cannot be used, then average the images."""
    from analysis.autoencoder.network import Autoencoder
    from analysis.autoencoder.recipe import TUNED

    _check(options, folder)
    require_writable(options.output.parent, "the folder", "name another with --output")
    require_writable(folder, "the folder", "name another with --checkpoint")

    def usable(side: int) -> None:
        Autoencoder(1, side, TUNED.factor(side))
        if options.latents > side**2:
            raise UsageError(
                f"--latents is {options.latents}, but an averaged image has {side**2} pixels; "
                "give fewer"
            )

    file, content = average(options.file, options.key, options.downsample, folder, usable)
    usable(open_averages(file).shape[1])  # also if it was averaged for an earlier call
    return file, content
