"""Other programs, run so that none of them outlives this one."""

import os
import signal
import subprocess
from collections.abc import Sequence
from typing import Any


def run(command: Sequence[Any], timeout: float | None = None, **options: Any) -> int:
    """Run a program in a process group of its own; the group ends with the call, however it ends.

    Raises
    ------
    subprocess.TimeoutExpired
        If it takes longer than `timeout` seconds.
    """
    with subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    ) as process:
        try:
            return process.wait(timeout)
        except BaseException:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGTERM)
            else:  # Windows, where only the program itself can be ended
                process.terminate()
            raise
