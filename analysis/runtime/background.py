"""Work that goes on in threads beside other work."""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

from analysis.runtime.parallel import cores

# Threads that mostly compute outside of Python wait this long (in seconds) for one that computes
# within it. Python's own interval is longer than what they compute between two such waits.
SWITCH_INTERVAL = 1e-4

Progress = Callable[[str], None]


class Stopped(Exception):
    """The work is not wanted any more."""


@contextmanager
def in_background(
    work: Callable[[Any, Progress], Any], items: Iterable[Any], progress: Progress
) -> Iterator[Callable[[], dict[Any, Any]]]:
    """Begin with ``work(item, report)`` on all cores but one, while the block does other things.

    The block is given a function that returns all results, by item. It waits for those that are
    under way, and meanwhile does itself, from the last one on, what nobody has begun. Where the
    block is left by an exception, `report` raises `Stopped` in what still runs.

    Parameters
    ----------
    work : what is done; it computes mostly outside of Python
    items : in the order in which they are begun
    progress : what `report` hands its messages to
    """
    stopped = Event()

    def report(message: str) -> None:
        if stopped.is_set():
            raise Stopped
        progress(message)

    def finish() -> dict[Any, Any]:
        results = {}
        for item, future in reversed(futures.items()):
            results[item] = work(item, report) if future.cancel() else future.result()
        return results

    with _quick_switching(), ThreadPoolExecutor(max(1, cores() - 1)) as threads:
        futures = {item: threads.submit(work, item, report) for item in items}
        try:
            yield finish
        except BaseException:
            stopped.set()
            threads.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _quick_switching() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
