"""Commands as a user calls them."""

import os
import subprocess
import sys
from pathlib import Path


def ended(main):
    """The exit status of a command that is called in this process."""
    try:
        return main()
    except SystemExit as exit:
        return exit.code


def make_report(repository, output, **variables):
    """Run `make report` in this environment; the finished process."""
    return subprocess.run(
        [
            "make",
            "--old-file=.venv/.installed",
            "report",
            f"BIN={Path(sys.executable).parent}",
            f"OUTPUT={output}",
            *(f"{name}={value}" for name, value in variables.items()),
        ],
        cwd=repository,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        timeout=900,
    )
