"""Renders the report with Quarto."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from report.render.errors import RenderError
from report.render.process import run


def render(program: Path, project: Path, parameters: dict[str, Any]) -> list[Path]:
    """Render the project with Quarto, which runs the cells once for each format.

    Parameters
    ----------
    program : Quarto
    project : the folder that holds ``_quarto.yml``
    parameters : what the cell tagged ``parameters`` is overridden with

    Returns
    -------
    The three files of a finished report.
    """
    chosen = project / "parameters.yml"
    chosen.write_text(json.dumps(parameters))  # JSON is YAML
    command = [program, "render", project, "--no-execute-daemon", "--execute-params", chosen]
    if run(command, env=os.environ | {"QUARTO_PYTHON": sys.executable}) != 0:
        raise RenderError("Quarto could not render the report; what it said is above")
    return [project / "_site" / name for name in ("report.html", "report.pdf", "results.json")]
