"""A training's processes, where there is only one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch import Tensor
from torch.nn import Module


@dataclass(frozen=True)
class SingleProcess:
    """One process that does everything; `torchrun.Group` is several that share the work.

    Attributes
    ----------
    rank, size : which process this is, and how many there are
    """

    rank: int = 0
    size: int = 1

    def share(self, batch: Tensor) -> Tensor:
        """The galaxies of a batch that are this process's: none where they are too few."""
        return batch[self.rank :: self.size]

    def total(self, value: float) -> float:
        """A number, added up over all processes."""
        return value

    def averaging(self, network: Module) -> Module:
        """The network; its gradients are then the means over all processes."""
        return network

    def once_a_machine(self, compute: Callable[[], Any]) -> Any:
        """``compute()``, done by one process of each machine."""
        return compute()

    def from_first(self, compute: Callable[[], Any]) -> Any:
        """``compute()``, done by the first process of all."""
        return compute()

    def gathered(self, part: Any) -> list[Any]:
        """What every process hands in, in the first; nothing in the others."""
        return [part]
