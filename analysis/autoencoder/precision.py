"""Where a network is trained, and with which numbers."""

import platform
from dataclasses import dataclass

import torch

# Processors without these emulate bfloat16, hundreds of times slower than float32.
CPU_BFLOAT16 = ("amx_bf16", "avx512_bf16")


@dataclass(frozen=True)
class Precision:
    """A device ("cpu" or "cuda") and the type of a training step's numbers, by PyTorch's name."""

    device: str
    numbers: str

    @property
    def dtype(self) -> torch.dtype:
        """The type itself."""
        return getattr(torch, self.numbers)

    def __str__(self) -> str:
        if self.device == "cuda":
            name = torch.cuda.get_device_name()
        else:
            name = torch.cpu.get_capabilities().get("cpu_name", platform.machine())
        return f"{name}, {self.numbers}"


def precisions() -> tuple[Precision, ...]:
    """Those of every device that is here, the best one first: a CUDA card, and the processor.

    Numbers are bfloat16 where the hardware has it, float32 otherwise.
    """
    capabilities = torch.cpu.get_capabilities()
    fast = any(capabilities.get(name, False) for name in CPU_BFLOAT16)
    processor = Precision("cpu", "bfloat16" if fast else "float32")
    if not torch.cuda.is_available():
        return (processor,)
    numbers = "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    return Precision("cuda", numbers), processor


def best_precision() -> Precision:
    """CUDA where there is a card, bfloat16 where the hardware has it, float32 otherwise."""
    return precisions()[0]
