"""The same computation for many galaxies, on all cores."""

import os
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from threadpoolctl import threadpool_limits

SILENCE = 5.0  # seconds between two words on progress


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def over_galaxies(
    compute: Callable[..., Any],
    *items: Collection[Any],
    progress: Callable[[str], None] | None = None,
    name: str = "",
) -> list[Any]:
    """``[compute(*each) for each in zip(*items)]``, one galaxy a core at a time.

    Matrices as small as one image gain nothing from several threads in one decomposition, and
    lose much where threads of several decompositions wait for each other: each gets one.

    Parameters
    ----------
    compute, *items : what is computed, and of what
    progress : told every few seconds how much of what has this `name` is done
    """
    results = []
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cores()) as threads:
        last = time.monotonic()
        for result in threads.map(compute, *items):
            results.append(result)
            if progress is not None and time.monotonic() - last > SILENCE:
                progress(f"{name}: {len(results)} of {len(items[0])}")
                last = time.monotonic()
    return results
