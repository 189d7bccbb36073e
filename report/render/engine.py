"""Which engine renders: Quarto where it is or can be installed, else Pandoc and Typst."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from analysis.runtime.errors import UsageError
from report.render import pandoc, quarto
from report.render.process import run

Engine = Callable[[Path, dict[str, Any]], None]

OLDEST = (1, 7)
NEWEST = "1.9.38"  # what is installed where there is none
PATIENCE = 180  # seconds for the download
REMEMBERED = Path(sys.prefix) / f".no-quarto-{NEWEST}"


def choose(wanted: str | None) -> Engine:
    """The function that renders a project with given parameters into its folder ``_site``.

    Parameters
    ----------
    wanted : "quarto", "pandoc", or None for the best there is
    """
    if wanted == "pandoc":
        return pandoc.render
    program = installed() or (_install() and installed())
    if program:
        return partial(quarto.render, program)
    if wanted == "quarto":
        raise UsageError(
            f"ENGINE=quarto needs Quarto {OLDEST[0]}.{OLDEST[1]} or newer on the PATH; "
            "get it from quarto.org, or leave ENGINE out"
        )
    print(
        "Quarto could not be installed: the same sources are rendered with Pandoc and Typst.",
        flush=True,
    )
    return pandoc.render


def installed() -> Path | None:
    """Quarto on the PATH or in this environment, if it is new enough."""
    for folder in (None, str(Path(sys.executable).parent)):
        program = shutil.which("quarto", path=folder)
        if program and _version(program) >= OLDEST:
            return Path(program)
    return None


def _version(program: str) -> tuple[int, ...]:
    """Major and minor version, or nothing if the program does not say."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", said.stdout)[:2])


def _install() -> bool:
    """Try once to install Quarto's package, whose set-up downloads the program."""
    if REMEMBERED.exists():
        return False
    print(f"Installing Quarto {NEWEST} (at most {PATIENCE // 60} minutes) ...", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--retries=1", f"quarto-cli=={NEWEST}"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        done = run(command, timeout=PATIENCE, **silent) == 0
    except subprocess.TimeoutExpired:
        done = False
    if not done:
        with suppress(OSError):  # the environment may be another user's
            REMEMBERED.touch()
    return done
