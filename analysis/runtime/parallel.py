"""The same computation for many galaxies, on all cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from threadpoolctl import threadpool_limits


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def over_galaxies(compute: Callable[..., Any], *items: Iterable[Any]) -> list[Any]:
    """``[compute(*each) for each in zip(*items)]``, one galaxy a core at a time.

    Matrices as small as one image gain nothing from several threads in one decomposition, and
    lose much where threads of several decompositions wait for each other: each gets one.
    """
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(compute, *items))
