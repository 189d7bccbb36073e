"""What can go wrong, each said in one sentence."""

import signal
import sys
from collections.abc import Callable
from typing import Any

from analysis.errors import InputError


class UsageError(Exception):
    """A mistake of the user: exit status 2."""


class RenderError(Exception):
    """A report that cannot be rendered: exit status 1."""


def guarded(action: Callable[..., None], *arguments: Any) -> int:
    """Do something; what goes wrong is one sentence and an exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        action(*arguments)
    except (UsageError, InputError) as error:
        return fail(error, 2)
    except RenderError as error:
        return fail(error, 1)
    except KeyboardInterrupt:
        return fail("interrupted; the report in the output folder is as it was", 130)
    return 0


def fail(reason: object, status: int) -> int:
    """Say why, and give the exit status back."""
    print(f"error: {reason}", file=sys.stderr)
    return status
