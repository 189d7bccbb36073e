"""The environment of the report's cells: nothing that its user has set for other programs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
# The kernel's sockets are of this machine alone: that they are not encrypted concerns nobody.
QUIET = 'get_config().IPKernelApp.log_level = "ERROR"\n'
SETTINGS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")  # folders


@contextmanager
def own_environment() -> Iterator[dict[str, str]]:
    """Variables for a process, without the foreign ones and with settings of our own."""
    with tempfile.TemporaryDirectory(prefix="report-settings-") as folder:
        profile = Path(folder, "profile_default")
        profile.mkdir()
        (profile / "ipython_kernel_config.py").write_text(QUIET, encoding="utf-8")
        own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        yield own | dict.fromkeys(SETTINGS, folder)
