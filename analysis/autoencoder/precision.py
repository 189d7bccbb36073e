"""Where a network is trained, and with which numbers."""

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Precision:
    """A device ("cpu" or "cuda") and the type of a training step's numbers, by PyTorch's name."""

    device: str
    numbers: str

    @property
    def dtype(self) -> "torch.dtype":
        """The type itself."""
        import torch  # late: a report whose network is trained already does not need it

        return getattr(torch, self.numbers)

    def __str__(self) -> str:
        import torch

        if self.device == "cuda":
            name = torch.cuda.get_device_name()
        else:
            name = torch.cpu.get_capabilities().get("cpu_name", platform.machine())
        return f"{name}, {self.numbers}"
