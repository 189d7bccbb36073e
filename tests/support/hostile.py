"""What users have set for other programs."""

import json
from pathlib import Path


def hostile_variables(folder: Path) -> dict[str, str]:
    """Variables that pick another kernel, backend and Python, and files that they name."""
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        json.dumps({"argv": ["/nowhere/python"], "display_name": "x", "language": "python"})
    )
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "own.py").write_text("import sys; sys.modules['json'] = None")
    (folder / "matplotlibrc").write_text("image.origin: lower\ntext.usetex: True\n")
    return {
        "HOME": "/dev/null",  # where nothing can be written
        "JUPYTER_PATH": str(folder / "jupyter"),
        "JUPYTER_DATA_DIR": str(folder / "jupyter"),
        "IPYTHONDIR": str(folder / "ipython"),
        "MATPLOTLIBRC": str(folder / "matplotlibrc"),
        "MPLBACKEND": "Qt4Agg",
        "PYTHONOPTIMIZE": "2",
        "PYTHONSAFEPATH": "1",
        "PYTHONWARNINGS": "error",
    }
