"""The same on many machines: Dask's scheduler and workers, each of which reads the file itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from operator import add
from typing import Any

import numpy as np
from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError
from distributed.comm import CommClosedError
from distributed.comm.registry import backends

from analysis.images.reading import chunks
from analysis.large.fit import CommonBasis
from analysis.large.images import Images
from analysis.large.measured import MeasuredGalaxies, measure
from analysis.large.sums import Sums, sums_of
from analysis.runtime.errors import Failed, UsageError

PATIENCE = 5  # seconds in which a scheduler answers and a worker is there
REPLACED = 60  # seconds in which another takes the place of a worker that has died
TOGETHER = 8  # sums that are added up at once
ATTEMPTS = 3


@dataclass(frozen=True)
class Cluster:
    """Passes over a set and measurements of its galaxies by the workers of a scheduler.

    How many chunks are on their way at once is the scheduler's affair: it hands out no more than
    the workers have threads for, which bounds their memory. What a lost worker had computed is
    computed again.
    """

    client: Client

    def sums(self, images: Images, origin: np.ndarray, block: np.ndarray) -> Sums:
        """The sums over the set, added up as a tree that is the same in every run."""

        def attempt() -> Sums:
            about = self._everywhere((origin, block))
            parts = self.client.map(
                _sums, chunks(len(images)), images=images, about=about, pure=False
            )
            level = 0
            while len(parts) > 1:
                level += 1
                groups = [parts[at : at + TOGETHER] for at in range(0, len(parts), TOGETHER)]
                parts = [
                    self.client.submit(reduce, add, group, priority=level, pure=False)
                    for group in groups
                ]
            return parts[0].result()

        return _persistently(attempt)

    def measured(
        self, parts: list[slice], images: Images, basis: CommonBasis
    ) -> Iterator[MeasuredGalaxies]:
        """Measure ranges of galaxies; results in the order of the ranges."""
        waiting: list[Future] = []
        done = 0

        def attempt() -> MeasuredGalaxies:
            if not waiting or waiting[0].cancelled():
                about = self._everywhere(basis)
                waiting[:] = self.client.map(
                    measure, parts[done:], images=images, basis=about, pure=False
                )
            return waiting[0].result()

        while done < len(parts):
            yield _persistently(attempt)
            del waiting[0]
            done += 1

    def _everywhere(self, value: Any) -> Future:
        """On all workers, so that it survives the loss of one."""

        async def scattered() -> list[Future]:
            return await self.client.scatter(
                [value], broadcast=True, hash=False, timeout=REPLACED, asynchronous=True
            )

        # What a worker takes with it when it dies is otherwise waited for without end.
        try:
            return self.client.sync(scattered, callback_timeout=REPLACED)[0]
        except KeyError as error:  # the scheduler looked for a worker that had just died
            raise CommClosedError from error


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of the scheduler at an address such as tcp://host:8786.

    Raises
    ------
    UsageError
        If that is no address.
    Failed
        If no scheduler answers there, or it has no workers.
    """
    scheme, _, rest = address.partition("://")
    if scheme not in backends or not rest:
        raise UsageError(f"--scheduler {address}: no such address; give one like tcp://host:8786")
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Failed(
            f"no Dask scheduler answers at {address} within {PATIENCE} seconds; start one with "
            "`python -m dask scheduler` or correct the address"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise Failed(
                f"the Dask scheduler at {address} has no workers; start some with "
                f"`python -m dask worker {address}` in this folder on each machine"
            ) from error
        try:
            client.run(import_module, __name__)
        except ModuleNotFoundError as error:
            raise Failed(
                f"a Dask worker at {address} lacks the module {error.name}; start the workers with "
                "`python -m dask worker` in this folder, in the same environment"
            ) from error
        yield Cluster(client)


def _sums(chunk: slice, images: Images, about: tuple[np.ndarray, np.ndarray]) -> Sums:
    return sums_of(images.rows(chunk), *about)


def _persistently(attempt: Callable[[], Any]) -> Any:
    """Try again where all copies of what was sent to the workers were lost with them."""
    for _ in range(ATTEMPTS):
        try:
            return attempt()
        except (FutureCancelledError, TimeoutError, CommClosedError):
            continue
        except (KilledWorker, OSError):
            break
    raise Failed(
        "the Dask scheduler or its workers are lost again and again; start them, the workers with "
        "more memory, and run this again to go on"
    )
