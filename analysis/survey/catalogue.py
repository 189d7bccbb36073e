"""Which positions on the sky are fetched."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from analysis.runtime.errors import InputError

SHIPPED = Path(__file__).with_name("catalogue.csv")
"""256 spiral galaxies. Their names cut digits off; a position is the middle of what remains."""

COLUMNS = ("name", "ra", "dec")
LIMITS = {"ra": (0.0, 360.0), "dec": (-90.0, 90.0)}


@dataclass(frozen=True)
class Position:
    """A galaxy's name and where it is: right ascension and declination (ICRS) in degrees."""

    name: str
    ra: float
    dec: float


def read_catalogue(path: Path) -> list[Position]:
    """Read a table of comma-separated values whose header has name, ra and dec.

    Raises
    ------
    InputError
        If there is no such table, or a name or a position in it cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            positions = list(_positions(path, csv.DictReader(file, skipinitialspace=True)))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such catalogue; give the path of a table") from error
    except OSError as error:
        raise InputError(
            f"{path}: the catalogue cannot be read ({error.strerror}); give the path of a table"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path}: this is not a text file; give a table of comma-separated values"
        ) from error
    if not positions:
        raise InputError(f"{path}: the catalogue holds no positions; add a line for each galaxy")
    _check_names(path, positions)
    return positions


def _positions(path: Path, table: csv.DictReader) -> Iterator[Position]:
    table.fieldnames = [name.strip().lower() for name in table.fieldnames or ()]
    lacking = [column for column in COLUMNS if column not in table.fieldnames]
    if lacking:
        raise InputError(
            f"{path}: the catalogue has no column {' or '.join(lacking)}; its first line has to "
            f"name the columns {', '.join(COLUMNS)}"
        )
    for row in table:
        where = f"{path}, line {table.line_num}"
        name = (row["name"] or "").strip()
        if not name or not name.isascii() or not name.isprintable():
            raise InputError(f"{where}: the name {name!r} is empty or not ASCII; change it")
        yield Position(name, _degrees(where, row, "ra"), _degrees(where, row, "dec"))


def _degrees(where: str, row: dict[str, str | None], column: str) -> float:
    text = (row[column] or "").strip()
    low, high = LIMITS[column]
    try:
        value = float(text)
    except ValueError as error:
        raise InputError(
            f"{where}: {column} is {text!r}, not a number; give decimal degrees"
        ) from error
    if not (isfinite(value) and low <= value <= high):
        raise InputError(
            f"{where}: {column} is {text}, not within {low:g} to {high:g}; give decimal degrees"
        )
    return value


def _check_names(path: Path, positions: list[Position]) -> None:
    ((name, times),) = Counter(position.name for position in positions).most_common(1)
    if times > 1:
        raise InputError(f"{path}: {name} is there {times} times; give every galaxy its own name")
