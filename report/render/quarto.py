"""Renders the report with Quarto."""

import json
import sys
from pathlib import Path
from typing import Any

from analysis.runtime.errors import Failed
from report.render.environment import own_environment
from report.render.process import run


def render(program: Path, project: Path, parameters: dict[str, Any]) -> None:
    """Render the project to its ``_site`` with Quarto, which runs the cells for each format.

    Parameters
    ----------
    program : Quarto
    project : the folder that holds ``_quarto.yml``
    parameters : what the cell tagged ``parameters`` is overridden with
    """
    chosen = project / "parameters.yml"
    chosen.write_text(json.dumps(parameters))  # JSON is YAML
    command = [program, "render", project, "--no-execute-daemon", "--execute-params", chosen]
    with own_environment() as own:
        status = run(command, env=own | {"QUARTO_PYTHON": sys.executable})
    if status != 0:
        raise Failed("Quarto could not render the report; what it said is above")
