"""Commands whose failures are one sentence and an exit status."""

import argparse
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from analysis.runtime.errors import Failed, InputError, UsageError

REFUSALS = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
    errno.ENOSPC,
    errno.EPERM,
    errno.EROFS,
}
"""Errors that are the machine's rather than the program's."""


class Parser(argparse.ArgumentParser):
    """A parser of command lines that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit status 2."""
        sys.exit(fail(message, 2))


def exit_status_of(action: Callable[..., int | None], *arguments: Any, interrupted: str) -> int:
    """Do something; what goes wrong is one sentence and an exit status.

    Parameters
    ----------
    action, *arguments : what is done, and with what; it may give an exit status back
    interrupted : what is true of the user's files after Ctrl-C
    """
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return action(*arguments) or 0
    except (UsageError, InputError) as error:
        return fail(error, 2)
    except Failed as error:
        return fail(error, 1)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        place = f"{error.filename}: " if error.filename else ""
        return fail(
            f"{place}the system refused ({error.strerror}); see to that and run it again", 1
        )
    except KeyboardInterrupt:
        return fail(f"interrupted; {interrupted}", 130)
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def loading() -> Iterator[None]:
    """Import in the block what takes seconds; Ctrl-C or SIGTERM meanwhile end the program at once.

    An exception would not do: some libraries catch all that goes wrong while they are imported.
    """
    before = {number: signal.signal(number, _end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> NoReturn:
    if number == signal.SIGINT:
        os.write(sys.stderr.fileno(), b"error: interrupted; nothing was done yet\n")
    os._exit(128 + number)


def fail(reason: object, status: int) -> int:
    """Say why, on one line whatever names hold, and give the exit status back."""
    print("error:", *str(reason).splitlines(), file=sys.stderr)
    return status
