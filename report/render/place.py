"""The folder where a report goes, and what it may replace there: another report, nothing else."""

import json
from pathlib import Path

from analysis.results.outputs import GREYSCALE, NUMBERS
from analysis.runtime.errors import UsageError
from analysis.runtime.files import require_another_file, require_writable

PUBLISHED = ("report.html", "report.pdf", NUMBERS, GREYSCALE)
PARTS = {"data", "svd", "made"}  # of a report's numbers, whichever version made it
REMEDY = "name another folder with OUTPUT="


def require_place(output: Path, data: Path | None) -> None:
    """Refuse a folder where the report cannot be written, or would replace a file of the user's.

    Parameters
    ----------
    output : the folder, which need not exist yet
    data : the file of images

    Raises
    ------
    UsageError
    """
    require_writable(output, "the output folder", "name another one with OUTPUT=")
    if data:
        for name in PUBLISHED:
            require_another_file(output / name, data, REMEDY)
    there = [name for name in PUBLISHED if (output / name).exists()]
    if there and not _is_of_a_report(output / NUMBERS):
        raise UsageError(
            f"{output / there[0]} would be written over, but there is no report's {NUMBERS} with "
            f"it, so that it may be yours; move it away, or {REMEDY}"
        )


def _is_of_a_report(numbers: Path) -> bool:
    try:
        found = json.loads(numbers.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.keys() >= PARTS
