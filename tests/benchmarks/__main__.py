"""How fast everything is, on this machine: ``make bench`` or ``make bench PART=training``.

Every ratio is of two things that were measured in one run.
"""

import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py
import numpy as np
import torch

from analysis.approximation.common_basis import fit_basis, mean_squared_error
from analysis.autoencoder.choice import best_precision, on_card, on_processor
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import LECTURE, TUNED
from analysis.images.reading import KEY, chunks, open_galaxies
from analysis.images.split import FEWEST_GALAXIES, LATENTS, split
from analysis.results.image_file import locate
from analysis.results.report import DOWNSAMPLE, ROOT
from analysis.runtime.command_line import Parser
from analysis.simulation import simulate
from tests.benchmarks import common_basis
from tests.benchmarks.page import images_per_second
from tests.benchmarks.training import seconds_to_target, throughput

SOURCES = ("analysis", "report", "templates", "_quarto.yml", "_environment")
WARM_RUNS = 3
SEEDS = range(5)
SIZES, SIZES_SEED = (256, 1024, 4096, 16_384), 1
MAXRSS_UNIT = 1 if platform.system() == "Darwin" else 1024  # bytes; elsewhere kibibytes


def main() -> None:
    """Print what was measured, line by line."""
    parser = Parser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, help="an HDF5 file of galaxy images")
    parser.add_argument("parts", nargs="*", default=[*PARTS], metavar="PART")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {unknown.pop()}; the parts are {', '.join(PARTS)}")
    path = locate(options.data, ROOT).path.resolve()
    for part in options.parts:
        PARTS[part](path)


def _training(path: Path) -> None:
    galaxies = open_galaxies(path, KEY, FEWEST_GALAXIES)
    print(f"training: {path.name}, {len(galaxies)} galaxies", flush=True)
    test, training = split(galaxies.averages(DOWNSAMPLE) / 255)
    basis = fit_basis(training, training.mean(axis=0))
    svd_mse = mean_squared_error(test, basis.reconstruct(test, LATENTS))
    torch.set_num_threads(1)  # as in a report
    if torch.cuda.is_available():
        _speeds(training, (on_card(),))
    _speeds(training, on_processor())
    precision = best_precision(training.shape[1], TUNED)
    print(f"training takes {precision}", flush=True)
    _to_target(precision, training, test, svd_mse)


def _speeds(training: np.ndarray, precisions: tuple[Precision, ...]) -> None:
    for recipe in (TUNED, LECTURE):
        batch = f"{recipe.name} recipe, batches of {recipe.batch_size}"
        plain, ours = throughput(training, recipe, precisions)
        print(f"training ({batch}): plain float32, {plain:.0f} images a second", flush=True)
        for name, speed in ours.items():
            print(
                f"training ({batch}): {name}, {speed.images_per_second:.0f} images a second, "
                f"{speed.ratio:.2f} ({speed.lowest:.2f} to {speed.highest:.2f}) times as many",
                flush=True,
            )


def _to_target(
    precision: Precision, training: np.ndarray, test: np.ndarray, svd_mse: float
) -> None:
    runs = [seconds_to_target(training, test, svd_mse, precision, LATENTS, s) for s in SEEDS]
    for seed, run in zip(SEEDS, runs, strict=True):
        print(
            f"training, seed {seed}: the SVD's error after {_seconds(run.svd)}, 0.85 of it "
            f"after {_seconds(run.target)}, {run.ratio:.3f} of it after "
            f"{_seconds(run.whole)}",
            flush=True,
        )
    ratio = statistics.median(run.ratio for run in runs)
    print(f"training: {ratio:.3f} of the SVD's error, median over seeds", flush=True)


def _basis(_: Path) -> None:
    """The common basis of as many galaxies as a survey has, in memory and out of core."""
    found = common_basis.in_memory()
    ours = found["ours"][0]
    for name, (seconds, error) in found.items():
        print(
            f"basis in memory, {name}: {seconds:.2f} s, {seconds / ours:.1f} times ours, largest "
            f"error of {common_basis.RANK} singular values {error:.0e}",
            flush=True,
        )
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        few, all_ = Path(folder, "few.hdf5"), Path(folder, "all.hdf5")
        common_basis.write_look_alikes(few, common_basis.FEW)
        measured_error = common_basis.exact_error(few)
        few.unlink()
        common_basis.write_look_alikes(all_)
        passes, estimate, seconds, memory = common_basis.out_of_core(all_)
        size = all_.stat().st_size
    print(
        f"basis out of core: {size / 1e9:.1f} GB in {passes} passes and one that checks, "
        f"{seconds:.0f} s, {memory / 1e9:.2f} GB of memory beyond the result, estimated error "
        f"{estimate:.0e}; of {common_basis.FEW} galaxies {measured_error:.0e}, measured",
        flush=True,
    )


def _seconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.1f} s"


def _report(data: Path) -> None:
    """Render in a copy, whose cache is empty at first."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        _copy_sources(folder)
        cold, memory = _render(folder, data)
        warm = statistics.median(_render(folder, data)[0] for _ in range(WARM_RUNS))
        pictures = images_per_second(folder / "_site" / "report.html")
    print(
        f"report: {cold:.0f} s cold and {memory / 1e9:.1f} GB, {warm:.0f} s warm, "
        f"{cold / warm:.1f} times as long",
        flush=True,
    )
    if pictures is not None:
        print(f"page: its decoder draws {pictures:.0f} images a second")


def _sizes(_: Path) -> None:
    """The whole report of larger and larger simulated sets, each from an empty cache."""
    found = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        for number in SIZES:
            folder = Path(name, str(number))
            data = folder / "galaxies.hdf5"
            _copy_sources(folder)
            _simulate(data, number)
            seconds, memory = _render(folder, data)
            found.append(seconds)
            print(f"sizes: {number} galaxies {seconds:.0f} s, {memory / 1e9:.1f} GB", flush=True)
            shutil.rmtree(folder)
    growth = math.log(found[-1] / found[0]) / math.log(SIZES[-1] / SIZES[0])
    each = (found[-1] - found[-2]) / (SIZES[-1] - SIZES[-2])
    print(
        f"sizes: time grows as the {growth:.2f}th power of their number, by {1000 * each:.0f} ms "
        f"for each further galaxy, {1e6 * each / 3600:.0f} hours for a million"
    )


def _simulate(data: Path, number: int) -> None:
    """Simulate a set that may be larger than the memory."""
    with h5py.File(data, "w") as file:
        for part in chunks(number):
            block = simulate(part.stop - part.start, seed=SIZES_SEED, first=part.start).images
            shape = block.shape[1:]
            images = file.require_dataset(KEY, (number, *shape), block.dtype, chunks=(1, *shape))
            images[part] = block


def _copy_sources(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for source in SOURCES:
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        copy(ROOT / source, folder / source)


def _render(folder: Path, data: Path) -> tuple[float, int]:
    """Wall time, and the most memory of any one process, in bytes; not on Windows (`wait4`)."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "report.render", f"--data={data}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return time.perf_counter() - start, MAXRSS_UNIT * usage.ru_maxrss


PARTS = {"training": _training, "basis": _basis, "report": _report, "sizes": _sizes}

if __name__ == "__main__":
    main()
