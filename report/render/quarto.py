"""Renders the report with Quarto."""

import os
import re
import sys
from pathlib import Path
from typing import Any

from report.render.errors import RenderError
from report.render.process import run

FAILURE = re.compile(r"^(?:\w+Error|ERROR): .*", re.MULTILINE)


def render(quarto: Path, project: Path, parameters: dict[str, Any]) -> list[Path]:
    """Render the project's document in its folder ``_site`` and return the three files.

    Parameters
    ----------
    quarto : the program
    project : the folder that holds ``_quarto.yml``
    parameters : what the cell tagged ``parameters`` is overridden with
    """
    values = [f"{name}:{value}" for name, value in parameters.items() if value is not None]
    options = [option for value in values for option in ("-P", value)]
    environment = os.environ | {"QUARTO_PYTHON": sys.executable}
    command = [quarto, "render", project, "--no-execute-daemon", *options]
    if run(command, env=environment) != 0:
        raise RenderError("Quarto could not render the report; what it said is above")
    return [project / "_site" / f"report.{suffix}" for suffix in ("html", "pdf")] + [
        project / "_site" / "results.json"
    ]
