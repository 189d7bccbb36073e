"""The files that stand beside the report: every number, and the greyscale data set."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from analysis.images.greyscale import block_average
from analysis.images.reading import GalaxyFile, chunks, open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.results.image_file import locate
from analysis.results.report import ROOT, Report
from analysis.runtime.cache import FOLDER, source_digest
from analysis.runtime.provenance import Provenance

NUMBERS, GREYSCALE = "results.json", "greyscale.hdf5"


def publish(
    report: Report, made: Provenance, data: str | Path | None, key: str, folder: str | Path
) -> None:
    """Write ``results.json`` and ``greyscale.hdf5`` into a folder, each whole or not at all.

    Parameters
    ----------
    report : what `analysis.results.report.compute` made of the data
    made : with what code, libraries and machine
    data, key : the file that the user names, or None, and its dataset
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_whole(folder / NUMBERS, lambda part: write_numbers(part, report, made))
    made = _greyscale_file(report, data, key)
    _write_whole(folder / GREYSCALE, lambda part: shutil.copyfile(made, part))


def write_numbers(path: Path, report: Report, made: Provenance) -> None:
    """Write every number of the report as JSON at full precision."""
    numbers = record(report) | {"made": record(made)}
    path.write_text(json.dumps(numbers, indent=1, allow_nan=False) + "\n", "utf-8")


def record(value: Any) -> Any:
    """Numbers, words and lists of them, without the pictures: what JSON can hold.

    Arrays of two or more dimensions are pictures, or what pictures are drawn from. Fields whose
    metadata say that they are not ``recorded`` hold more of that, or what no two runs share.
    """
    if is_dataclass(value):
        return {
            field.name: record(getattr(value, field.name))
            for field in fields(value)
            if field.metadata.get("recorded", True) and not _is_picture(getattr(value, field.name))
        }
    if isinstance(value, dict):
        return {name: record(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [record(item) for item in value]
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return value


def _is_picture(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim > 1


def write_greyscale(path: Path, galaxies: GalaxyFile, p: int) -> None:
    """Write the greyscale images and their p x p block averages as HDF5.

    Datasets ``greyscale`` (galaxies, side, side) and ``downsampled`` (galaxies, side / p,
    side / p), float32, 0 to 255.
    """
    with h5py.File(path, "w") as file:
        greyscale = _dataset(file, "greyscale", len(galaxies), galaxies.side)
        downsampled = _dataset(file, "downsampled", len(galaxies), galaxies.side // p)
        downsampled.attrs["factor"] = p
        for chunk in chunks(len(galaxies)):
            greyscale[chunk] = images = galaxies.greyscale(chunk)
            downsampled[chunk] = block_average(images, p)


def _dataset(file: h5py.File, name: str, number: int, side: int) -> h5py.Dataset:
    return file.create_dataset(
        name,
        (number, side, side),
        np.float32,
        chunks=(1, side, side),
        compression="lzf",
        shuffle=True,
    )


def _greyscale_file(report: Report, data: str | Path | None, key: str) -> Path:
    """The file in the cache, written there where no earlier run has done so."""
    p = report.data.downsample
    code = source_digest(open_galaxies.__module__)[:8]
    name = f"greyscale-{report.data.sha256[:24]}-{key.replace('/', '.')}-{p}-{code}.hdf5"
    made = FOLDER / name
    if not made.is_file():
        galaxies = open_galaxies(locate(data, ROOT).path, key, FEWEST_GALAXIES)
        _write_whole(made, lambda part: write_greyscale(part, galaxies, p))
    return made


def _write_whole(path: Path, write: Callable[[Path], Any]) -> None:
    """Write beside the path first, so that nothing half-written is ever left in its place."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
