"""A clean slate for processes that torchrun started again."""

import time
import uuid

from torch.distributed import PrefixStore, Store

INTERVAL = 0.01  # seconds between two looks at who has answered


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
