"""What goes wrong is one sentence and an exit status."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from analysis.runtime.command_line import exit_status_of
from analysis.runtime.errors import Failed, InputError, UsageError

# As some libraries are: whatever goes wrong while they are imported, they go on.
STUBBORN = """
import time
print(flush=True)
try:
    time.sleep(60)
except BaseException:
    pass
"""
PROGRAM = """
import sys
from analysis.runtime.command_line import exit_status_of, loading
def action():
    with loading():
        import stubborn
    print("still here")
sys.exit(exit_status_of(action, interrupted="nothing is lost"))
"""


def ended(error, capsys):
    def action():
        raise error

    status = exit_status_of(action, interrupted="nothing is lost")
    return status, capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (InputError("a.h5: it is text"), 2, "a.h5: it is text"),
        (UsageError("no such option"), 2, "no such option"),
        (Failed("a.json: no room"), 1, "a.json: no room"),
        (InputError("a\nb.h5: no"), 2, "a b.h5: no"),
        (KeyboardInterrupt(), 130, "interrupted; nothing is lost"),
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/x"),
            1,
            "/tmp/x: the system refused (No space left on device); see to that and run it again",
        ),
        (
            PermissionError(errno.EACCES, os.strerror(errno.EACCES)),
            1,
            "the system refused (Permission denied); see to that and run it again",
        ),
    ],
)
def test_errors_are_sentences(error, status, said, capsys):
    assert ended(error, capsys) == (status, f"error: {said}\n")


@pytest.mark.parametrize("error", [FileNotFoundError(errno.ENOENT, "x"), KeyError("x")])
def test_mistakes_of_the_program_are_not_hidden(error, capsys):
    with pytest.raises(type(error)):
        ended(error, capsys)


@pytest.mark.parametrize(
    ("stop", "status", "said"),
    [
        (signal.SIGINT, 130, "error: interrupted; nothing was done yet\n"),
        (signal.SIGTERM, 143, ""),
    ],
)
def test_a_signal_during_imports_ends_the_program(repository, tmp_path, stop, status, said):
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=repository,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(stop)
        out, error = process.communicate(timeout=30)
    assert (process.returncode, error, out) == (status, said, "")


@pytest.mark.parametrize("command", ["analysis", "report.render"])
def test_nothing_that_takes_time_comes_before_signals_are_seen_to(repository, command):
    program = f"import sys, {command}.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True
    )
    assert not {"numpy", "h5py", "matplotlib", "torch"} & set(done.stdout.split())


def test_an_action_may_give_its_status_back():
    assert exit_status_of(lambda: 5, interrupted="nothing is lost") == 5
    assert exit_status_of(lambda: None, interrupted="nothing is lost") == 0
