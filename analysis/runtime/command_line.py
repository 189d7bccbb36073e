"""Commands whose failures are one sentence and an exit status."""

import argparse
import errno
import signal
import sys
from collections.abc import Callable
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


def exit_status_of(action: Callable[..., None], *arguments: Any, interrupted: str) -> int:
    """Do something; what goes wrong is one sentence and an exit status.

    Parameters
    ----------
    action, *arguments : what is done, and with what
    interrupted : what is true of the user's files after Ctrl-C
    """
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        action(*arguments)
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
    return 0


def fail(reason: object, status: int) -> int:
    """Say why, on one line whatever names hold, and give the exit status back."""
    print("error:", *str(reason).splitlines(), file=sys.stderr)
    return status
