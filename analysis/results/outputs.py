"""The files that stand beside the report: every number, and the greyscale data set."""

import json
import shutil
from dataclasses import fields, is_dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from analysis.results.greyscale_file import REMEDY, write_greyscale
from analysis.results.image_file import locate
from analysis.results.report import ROOT, Report
from analysis.runtime.cache import cached_file
from analysis.runtime.files import failed_if_unwritable, whole_file
from analysis.runtime.provenance import Provenance

NUMBERS, GREYSCALE = "results.json", "greyscale.hdf5"


def publish(
    report: Report, made: Provenance, data: str | Path | None, key: str, folder: str | Path
) -> None:
    """Write ``results.json`` and ``greyscale.hdf5`` into a folder, each whole or not at all.

    Parameters
    ----------
    report, made : what `analysis.results.report.compute` made of the data, and with what
    data, key : the file that the user names, or None, and its dataset

    Raises
    ------
    InputError
        If the data are not those of the report any more, and the greyscale images not known.
    Failed
        If something cannot be written, where the disk is full for example.
    """
    folder = Path(folder).resolve()  # which a sentence may have to name
    write_numbers(folder / NUMBERS, report, made)
    greyscale = cached_file(
        write_greyscale,
        ".hdf5",
        report.data.sha256,
        key,
        report.data.downsample,
        path=locate(data, ROOT).path,
    )
    target = folder / GREYSCALE
    with (
        greyscale.open("rb") as content,
        failed_if_unwritable(target, "the file", REMEDY),
        whole_file(target) as file,
    ):
        shutil.copyfileobj(content, file)


def write_numbers(path: Path, report: Report, made: Provenance) -> None:
    """Write every number of the report as JSON at full precision."""
    numbers = record(report) | {"made": record(made)}
    content = json.dumps(numbers, indent=1, allow_nan=False) + "\n"
    with failed_if_unwritable(path, "the file", REMEDY), whole_file(path) as file:
        file.write(content.encode())


def record(value: Any) -> Any:
    """Numbers, words and lists of them, without the pictures: what JSON can hold.

    What cannot be computed, which records say by NaN, is None.
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
        return record(value.tolist())
    return None if isinstance(value, float) and not isfinite(value) else value


def _is_picture(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim > 1
