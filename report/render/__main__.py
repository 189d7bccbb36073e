"""The command behind ``make report``."""

import argparse
import os
import sys
from pathlib import Path

from analysis.runtime.command_line import Parser, exit_status_of, loading

REPOSITORY = Path(__file__).resolve().parents[2]
UNCHANGED = "the report in the output folder is as it was"


def main() -> int:
    """Compute, render and publish; the exit status."""
    os.environ["PYTHONPATH"] = str(REPOSITORY)  # the cells import and cache from here
    return exit_status_of(_make, _options(), interrupted=UNCHANGED)


def _make(options: argparse.Namespace) -> None:
    with loading():
        from report.render.make import make
    make(options, REPOSITORY)


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


if __name__ == "__main__":
    sys.exit(main())
