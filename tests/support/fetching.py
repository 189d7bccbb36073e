"""The command as a user calls it, with less patience."""

import signal
import subprocess
import sys
from pathlib import Path

from analysis.survey.connection import Patience

SHORT = Patience(connect=1, read=0.4, tries=3, backoff=0.01, longest=1)
REPOSITORY = Path(__file__).resolve().parents[2]


def command(*arguments, before=""):
    """The command line; `before` is done in the new interpreter first."""
    program = (
        "import sys; from analysis.survey import connection; "
        "from tests.support.fetching import SHORT; "
        f"connection.PATIENCE = SHORT; {before}\n"
        "from analysis.__main__ import main; sys.exit(main())"
    )
    # -B: where there is no room, Python would leave truncated compiled modules behind.
    return [sys.executable, "-B", "-c", program, "fetch", *map(str, arguments)]


def start(*arguments, before="", cwd=REPOSITORY):
    """Start it; the running process."""
    return subprocess.Popen(
        command(*arguments, before=before),
        cwd=cwd,
        env={"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def call(*arguments, before="", cwd=REPOSITORY):
    """Call it; exit status, standard output and standard error."""
    process = start(*arguments, before=before, cwd=cwd)
    out, error = process.communicate(timeout=60)
    return process.returncode, out, error


def end(process, stop):
    """Send a signal; Ctrl-C ends with a sentence."""
    process.send_signal(stop)
    _, error = process.communicate(timeout=20)
    if stop == signal.SIGINT:
        assert process.returncode == 130
        assert error == "error: interrupted; what came is kept: run it again to go on\n"


def room(size):
    """What leaves no room for a file larger than some bytes."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
