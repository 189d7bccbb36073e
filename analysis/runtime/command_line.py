"""Commands whose failures are one sentence and an exit status."""

import argparse
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from analysis.runtime.errors import Failed, InputError, UsageError


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
    except KeyboardInterrupt:
        return fail(f"interrupted; {interrupted}", 130)
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0


def fail(reason: object, status: int) -> int:
    """Say why, and give the exit status back."""
    print(f"error: {reason}", file=sys.stderr)
    return status
