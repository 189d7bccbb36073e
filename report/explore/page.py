"""The HTML of the page's interactive parts: one block at the document's end that needs no network.

The modules are what stands in this folder, each a `data:` address that an import map gives a name:
``explore/<file>``.
"""

import json
from pathlib import Path
from typing import Any

from report.explore.pack import base64

MODULES = Path(__file__).parent
ENTRY = "main"


def embedded(parts: dict[str, Any]) -> str:
    """The data, the modules, and the call that brings the document's controls to life.

    Parameters
    ----------
    parts : what `report.explore.pack.pack` gives
    """
    data = [
        _script("application/json", json.dumps(part, allow_nan=False), f"explore-data-{name}")
        for name, part in parts.items()
    ]
    start = f'import "explore/{ENTRY}";'
    return "\n".join([*data, _script("importmap", _import_map()), _script("module", start)])


def _import_map() -> str:
    modules = {
        f"explore/{file.stem}": f"data:text/javascript;base64,{base64(file.read_bytes())}"
        for file in sorted(MODULES.glob("*.js"))
    }
    return json.dumps({"imports": modules})


def _script(kind: str, content: str, identifier: str = "") -> str:
    attribute = f' id="{identifier}"' if identifier else ""
    return f'<script type="{kind}"{attribute}>{content}</script>'
