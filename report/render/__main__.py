"""The command behind ``make report``."""

import argparse
import os
import sys
from pathlib import Path

from analysis.results.outputs import GREYSCALE, NUMBERS
from analysis.results.report import compute
from analysis.runtime.command_line import Parser, exit_status_of
from analysis.runtime.files import require_another_file, require_writable
from analysis.runtime.spare import with_spare_folder
from report.render.engine import choose
from report.render.loopback import require_loopback
from report.render.workspace import render

REPOSITORY = Path(__file__).resolve().parents[2]
PUBLISHED = ("report.html", "report.pdf", NUMBERS, GREYSCALE)
UNCHANGED = "the report in the output folder is as it was"


def main() -> int:
    """Compute, render and publish; the exit status."""
    os.environ["PYTHONPATH"] = str(REPOSITORY)  # the cells import and cache from here
    return exit_status_of(report, _options(), interrupted=UNCHANGED)


def report(options: argparse.Namespace) -> None:
    """Make the report that the command line asks for."""
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
        render(engine, REPOSITORY, parameters, options.output)


def _options() -> argparse.Namespace:
    parser = Parser(prog="python -m report.render", description=__doc__)
    parser.add_argument("--data", type=Path, help="an HDF5 file of galaxy images")
    parser.add_argument("--key", help="its data set")
    parser.add_argument("--galaxy", type=int, help="index, from 0 (the one of the clearest arms)")
    parser.add_argument("--downsample", type=int, help="p of the p x p block mean")
    parser.add_argument("--full", action="store_true", help="more seeds and dimensions")
    parser.add_argument("--engine", choices=("quarto", "pandoc"), help="chosen by itself")
    parser.add_argument("--output", type=Path, default=Path("_site"), help="folder")
    return parser.parse_args()


def _progress(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main())
