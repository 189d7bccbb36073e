"""What goes wrong is one sentence and an exit status."""

import errno
import os

import pytest

from analysis.runtime.command_line import exit_status_of
from analysis.runtime.errors import Failed, InputError, UsageError


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
