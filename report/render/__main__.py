"""The command behind ``make report``."""

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Any

from report.render import engine, quarto
from report.render.errors import RenderError, UsageError
from report.render.workspace import copy_of_sources, publish, require_writable

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    """Compute, render and publish; the exit status."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    from analysis.errors import InputError
    from analysis.results import compute

    parameters = {
        "data": str(options.data.expanduser().resolve()) if options.data else None,
        "key": options.key,
        "galaxy": options.galaxy,
        "downsample": options.downsample,
    }
    try:
        require_writable(options.output)
        program = engine.find(options.engine)
        compute(**parameters, progress=_progress)
        render(program, parameters, options.output)
    except (UsageError, InputError) as error:
        return _fail(error, 2)
    except RenderError as error:
        return _fail(error, 1)
    except KeyboardInterrupt:
        return _fail("interrupted; the report in the output folder is as it was", 130)
    return 0


def render(program: Path | None, parameters: dict[str, Any], output: Path) -> None:
    """Render a copy of the sources and put the finished files into the output folder."""
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    with copy_of_sources(REPOSITORY) as project:
        if program:
            files = quarto.render(program, project, parameters)
        else:
            from report.render import pandoc

            files = pandoc.render(project, parameters)
        publish(files, output)
    print(*(output / file.name for file in files), sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m report.render", description=__doc__)
    parser.add_argument("--data", type=Path, help="an HDF5 file of galaxy images")
    parser.add_argument("--key", default="images_spirals", help="its data set")
    parser.add_argument("--galaxy", type=int, default=27, help="index, from 0")
    parser.add_argument("--downsample", type=int, default=4, help="p of the p x p block mean")
    parser.add_argument("--engine", choices=("quarto", "pandoc"), help="chosen by itself")
    parser.add_argument("--output", type=Path, default=Path("_site"), help="folder")
    return parser.parse_args()


def _progress(message: str) -> None:
    print(message, flush=True)


def _fail(reason: object, status: int) -> int:
    print(f"error: {reason}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
