"""A training's processes, where torchrun started several, on one machine or on many."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import torch
from torch import distributed as dist
from torch.distributed import PrefixStore, Store
from torch.nn import Module
from torch.nn.parallel import DistributedDataParallel

from analysis.autoencoder.processes import SingleProcess
from analysis.runtime.errors import Failed, InputError, UsageError

# Others wait while one process reads a large file. For those that die, torchrun looks itself.
PATIENCE = timedelta(hours=2)
INTERVAL = 0.01  # seconds between two looks at who has answered


@dataclass(frozen=True)
class Group(SingleProcess):
    """Processes that train one network together, and each of which calls the same methods.

    Attributes
    ----------
    local_rank : which process of its machine this is
    """

    local_rank: int = 0

    def total(self, value: float) -> float:
        """A number, added up over all processes at double precision."""
        whole = torch.tensor(value, dtype=torch.float64)
        dist.all_reduce(whole)
        return whole.item()

    def averaging(self, network: Module) -> Module:
        """The network; its gradients are then the means over all processes."""
        return DistributedDataParallel(network)

    def once_a_machine(self, compute: Callable[[], Any]) -> Any:
        """``compute()``, done by the first process of each machine for all others there.

        What a user got wrong is raised in one process, and ends all others in silence.
        """
        outcomes: list[Any] = [None] * self.size
        dist.all_gather_object(outcomes, _outcome(compute) if self.local_rank == 0 else None)
        failures = [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Exception)]
        if failures:
            raise outcomes[self.rank] if self.rank == failures[0] else SystemExit(2)
        return outcomes[self.rank - self.local_rank]

    def from_first(self, compute: Callable[[], Any]) -> Any:
        """``compute()``, done by the first process of all."""
        results = [compute() if self.rank == 0 else None]
        dist.broadcast_object_list(results)
        return results[0]

    def gathered(self, part: Any) -> list[Any]:
        """What every process hands in, in the first; nothing in the others."""
        parts = [None] * self.size if self.rank == 0 else None
        dist.gather_object(part, parts)
        return parts or []


def _outcome(compute: Callable[[], Any]) -> Any:
    try:
        return compute()
    except (InputError, UsageError, Failed) as error:
        return error


@contextmanager
def processes() -> Iterator[SingleProcess]:
    """One process alone, or the group that it belongs to if torchrun started it.

    Gradients are averaged by NCCL between graphics cards, one a process, and by Gloo otherwise.

    Raises
    ------
    Failed
        If another process was lost on the way.
    """
    if not dist.is_torchelastic_launched():
        yield SingleProcess()
        return
    local_rank = int(os.environ["LOCAL_RANK"])
    if torch.cuda.is_available():
        torch.cuda.set_device(local_rank)
    try:
        _form()
        yield Group(dist.get_rank(), dist.get_world_size(), local_rank)
    except RuntimeError as error:
        # Gloo's errors have no type of their own.
        if not (isinstance(error, dist.DistError) or "gloo" in str(error).lower()):
            raise
        raise Failed(
            "another process of the group was lost; torchrun goes on from the last checkpoint as "
            "often as --max-restarts says"
        ) from error
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()


def _form() -> None:
    backends = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
    store, rank, size = next(dist.rendezvous("env://", timeout=PATIENCE))
    part = fresh_part(store, rank, size)
    dist.init_process_group(backends, store=part, rank=rank, world_size=size, timeout=PATIENCE)


def fresh_part(store: Store, rank: int, size: int) -> Store:
    """A part of the store that no earlier attempt has written to, the same for all processes.

    torchrun keeps one store for all its attempts, also after a worker was lost, and those that are
    started again would find the addresses of dead ones in it. When they start, all processes of
    earlier attempts have ended; so each asks under a name of its own, and what is written
    under that name is the answer of the first process of this attempt.

    Parameters
    ----------
    store : in which all processes of this attempt and of earlier ones write
    rank, size : which process this is, and how many there are
    """
    own = uuid.uuid4().hex
    if rank:
        store.set(f"asking {rank}", own)
        name = store.get(f"answer to {own}").decode()
        store.set(f"{name} known to {rank}", "")
        return PrefixStore(name, store)
    unaware = set(range(1, size))
    while unaware:
        for other in unaware:
            # Whoever asked may have died since, and another be about to ask in its place.
            asking = store.get(f"asking {other}").decode()
            store.set(f"answer to {asking}", own)
        time.sleep(INTERVAL)
        unaware = {other for other in unaware if not store.check([f"{own} known to {other}"])}
    return PrefixStore(own, store)
