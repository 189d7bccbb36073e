"""How fast the report is, on this machine: ``make bench``.

Every ratio is of two things that were measured in one run.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from analysis.autoencoder.benchmark import seconds_to_target, throughput
from analysis.basis import fit_basis, mean_squared_error
from analysis.data.greyscale import block_average
from analysis.data.read import KEY, read_galaxies
from analysis.data.source import locate
from analysis.results.report import DOWNSAMPLE, ROOT
from analysis.split import FEWEST_GALAXIES, LATENTS, split
from analysis.streams import benchmark as streams
from report.explore.speed import images_per_second

SOURCES = ("analysis", "report", "templates", "_quarto.yml")
WARM_RUNS = 3
SEEDS = range(5)


def main() -> None:
    """Print what was measured, line by line."""
    parser = argparse.ArgumentParser(prog="python -m report.benchmark", description=__doc__)
    parser.add_argument("--data", type=Path, help="an HDF5 file of galaxy images")
    source = locate(parser.parse_args().data, ROOT)
    galaxies = read_galaxies(source.path, KEY, FEWEST_GALAXIES)
    images = block_average(galaxies.greyscale, DOWNSAMPLE).astype(np.float32) / 255
    print(f"images: {source.path.name}, {len(images)} galaxies", flush=True)
    _training(images)
    _basis()
    _report(source.path.resolve())


def _training(images: np.ndarray) -> None:
    test, training = split(images)
    speed = throughput(training)
    print(
        f"training: {speed['images_per_second']:.0f} images a second, {speed['ratio']:.2f} times "
        f"the {speed['plain_images_per_second']:.0f} of a plain float32 loop",
        flush=True,
    )
    basis = fit_basis(training, training.mean(axis=0))
    svd_mse = mean_squared_error(test, basis.reconstruct(test, LATENTS))
    runs = [seconds_to_target(training, test, svd_mse, LATENTS, seed) for seed in SEEDS]
    for seed, run in zip(SEEDS, runs, strict=True):
        print(
            f"training, seed {seed}: the SVD's error after {_seconds(run['svd'])}, 0.85 of it "
            f"after {_seconds(run['target'])}, {run['ratio']:.3f} of it after "
            f"{_seconds(run['whole'])}",
            flush=True,
        )
    ratio = statistics.median(run["ratio"] for run in runs)
    print(f"training: {ratio:.3f} of the SVD's error, median over seeds", flush=True)


def _basis() -> None:
    """The common basis of as many galaxies as a survey has, in memory and out of core."""
    found = streams.in_memory()
    ours, _ = found["ours"]
    for name, (seconds, error) in found.items():
        print(
            f"basis in memory, {name}: {seconds:.2f} s, {seconds / ours:.1f} times ours, largest "
            f"error of {streams.RANK} singular values {error:.0e}",
            flush=True,
        )
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        few, all_ = Path(name, "few.hdf5"), Path(name, "all.hdf5")
        streams.write_look_alikes(few, streams.FEW)
        error = streams.exact_error(few)
        few.unlink()
        streams.write_look_alikes(all_)
        passes, estimate, seconds, memory = streams.out_of_core(all_)
        size = all_.stat().st_size
    print(
        f"basis out of core: {size / 1e9:.1f} GB in {passes} passes and one that checks, "
        f"{seconds:.0f} s, {memory / 1e9:.2f} GB of memory beyond the result, estimated error "
        f"{estimate:.0e}; of {streams.FEW} galaxies {error:.0e}, measured",
        flush=True,
    )


def _seconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.1f} s"


def _report(data: Path) -> None:
    """Render in a copy, whose cache is empty at first."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        for source in SOURCES:
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / source)
        cold = _render(folder, data)
        warm = statistics.median(_render(folder, data) for _ in range(WARM_RUNS))
        pictures = images_per_second(folder / "_site" / "report.html")
    print(f"report: {cold:.0f} s cold, {warm:.0f} s warm, {cold / warm:.1f} times as long")
    if pictures is not None:
        print(f"page: its decoder draws {pictures:.0f} images a second")


def _render(folder: Path, data: Path) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "report.render", f"--data={data}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
