"""The environment of the report's cells: nothing that its user has set for other programs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

# What picks another kernel, another backend or another way to run Python.
FOREIGN = (
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PATH",
    "MATPLOTLIBRC",
    "MPLBACKEND",
    "PYTHONOPTIMIZE",
    "PYTHONSAFEPATH",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
)
SETTINGS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")  # folders


@contextmanager
def own_environment() -> Iterator[dict[str, str]]:
    """Variables for a process, without the foreign ones and with settings of our own."""
    with tempfile.TemporaryDirectory(prefix="report-settings-") as folder:
        own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        yield own | dict.fromkeys(SETTINGS, folder)
