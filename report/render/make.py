"""From a command line to a finished report: what it asks for is computed, rendered, published."""

import argparse
from pathlib import Path

from analysis.results.report import compute
from analysis.runtime.spare import with_spare_folder
from report.render.engine import choose
from report.render.loopback import require_loopback
from report.render.place import require_place
from report.render.workspace import render


def make(options: argparse.Namespace, repository: Path) -> None:
    """Make the report that the command line asks for.

    Raises
    ------
    InputError, UsageError, Failed
        If it cannot be made.
    """
    data = options.data.expanduser() if options.data else None
    parameters = {
        "data": str(data.resolve()) if data else None,
        "key": options.key,
        "galaxy": options.galaxy,
        "downsample": options.downsample,
        "full": options.full,
    }
    require_place(options.output, data)
    require_loopback()
    wanted = choose(options.engine) if options.engine else None
    with with_spare_folder():
        compute(**parameters, progress=_progress)
        engine = wanted or choose(None)  # may install Quarto, for nothing if the input is wrong
        render(engine, repository, parameters, options.output)


def _progress(message: str) -> None:
    print(message, flush=True)
