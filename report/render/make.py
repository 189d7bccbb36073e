"""From a command line to a finished report: what it asks for is computed, rendered, published."""

import argparse
from pathlib import Path

from analysis.results.outputs import GREYSCALE, NUMBERS
from analysis.results.report import compute
from analysis.runtime.files import require_another_file, require_writable
from analysis.runtime.spare import with_spare_folder
from report.render.engine import choose
from report.render.loopback import require_loopback
from report.render.workspace import render

PUBLISHED = ("report.html", "report.pdf", NUMBERS, GREYSCALE)


def make(options: argparse.Namespace, repository: Path) -> None:
    """Make the report that the command line asks for.

    Raises
    ------
    InputError, UsageError, Failed
        If it cannot be made.
    """
    parameters = {
        "data": str(options.data.expanduser().resolve()) if options.data else None,
        "key": options.key,
        "galaxy": options.galaxy,
        "downsample": options.downsample,
        "full": options.full,
    }
    require_writable(options.output, "the output folder", "name another one with OUTPUT=")
    for name in PUBLISHED if options.data else ():
        remedy = "name another folder with OUTPUT="
        require_another_file(options.output / name, options.data.expanduser(), remedy)
    require_loopback()
    wanted = choose(options.engine) if options.engine else None
    with with_spare_folder():
        compute(**parameters, progress=_progress)
        engine = wanted or choose(None)  # may install Quarto, for nothing if the input is wrong
        render(engine, repository, parameters, options.output)


def _progress(message: str) -> None:
    print(message, flush=True)
