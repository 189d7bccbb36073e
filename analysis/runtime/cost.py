"""What a computation costs: wall time and memory."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import psutil

INTERVAL = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """Wall time, and the most memory that the process held meanwhile.

    Attributes
    ----------
    seconds, peak_memory : the latter in bytes of resident memory, all of the process
    """

    seconds: float
    peak_memory: int


def measured(compute: Callable[..., Any], *inputs: Any, **unkeyed: Any) -> tuple[Any, Cost]:
    """``compute(*inputs, **unkeyed)`` and its cost; what is cached this way keeps its cost."""
    process = psutil.Process()
    peak = [process.memory_info().rss]
    done = Event()

    def watch() -> None:
        while not done.wait(INTERVAL):
            peak.append(max(peak.pop(), process.memory_info().rss))

    watching = Thread(target=watch, daemon=True)
    start = time.perf_counter()
    watching.start()
    try:
        result = compute(*inputs, **unkeyed)
    finally:
        seconds = time.perf_counter() - start
        done.set()
        watching.join()
    return result, Cost(seconds, max(*peak, process.memory_info().rss))
