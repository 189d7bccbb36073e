"""Where a network is trained, and with which numbers."""

from dataclasses import dataclass

import torch

# Processors without these emulate bfloat16, hundreds of times slower than float32.
CPU_BFLOAT16 = ("amx_bf16", "avx512_bf16")


@dataclass(frozen=True)
class Precision:
    """A device ("cpu" or "cuda") and the type of a training step's numbers."""

    device: str
    dtype: torch.dtype


def best_precision() -> Precision:
    """CUDA where there is a card, bfloat16 where the hardware has it, float32 otherwise."""
    if torch.cuda.is_available():
        dtype = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
        return Precision("cuda", dtype)
    capabilities = torch.cpu.get_capabilities()
    fast = any(capabilities.get(name, False) for name in CPU_BFLOAT16)
    return Precision("cpu", torch.bfloat16 if fast else torch.float32)
