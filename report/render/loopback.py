"""The interface through which a program talks to another one on its own machine."""

import socket

from analysis.runtime.errors import Failed

ADDRESS = "127.0.0.1"
PATIENCE = 5  # seconds


def require_loopback() -> None:
    """Find out whether the process that runs the cells could be talked to.

    Raises
    ------
    Failed
        If not: Jupyter would wait for it in vain.
    """
    try:
        with (
            socket.create_server((ADDRESS, 0)) as server,
            socket.create_connection(server.getsockname(), PATIENCE),
        ):
            pass
    except OSError as error:
        raise Failed(
            f"the loopback interface ({ADDRESS}), through which the report's cells are run, cannot "
            f"be used ({error.strerror or error}); switch it on, with: ip link set lo up"
        ) from error
