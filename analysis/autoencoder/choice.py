"""Where a network is trained, and with which numbers: whatever is fastest on this machine."""

import time
from collections.abc import Callable

import torch

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import Recipe
from analysis.autoencoder.step import move, step, working_copy
from analysis.images.split import LATENTS
from analysis.runtime.cache import cached_by_one
from analysis.runtime.provenance import processor

# Processors without these emulate bfloat16, hundreds of times slower than float32.
CPU_BFLOAT16 = ("amx_bf16", "avx512_bf16")
SECONDS = 0.4  # of comparing, after two steps of each
FEWEST_ROUNDS = 2
CLEARLY = 0.8  # of the time
PIXELS = 16 * 64**2  # of a step at most: the report's batch, and an eighth of the lecture's


def best_precision(side: int, recipe: Recipe) -> Precision:
    """CUDA where there is a card, and otherwise the processor with what is fastest there.

    That is measured once on a machine for each network, batch and number of threads, and kept in
    the cache: trainings that are done again use the same numbers, and so do two at once. How many
    latents there are makes no difference.

    Parameters
    ----------
    side : of the images
    recipe : by which a network is to be trained on them

    Raises
    ------
    InputError
        If the side is not a multiple of 8.
    """
    if torch.cuda.is_available():
        return on_card()
    candidates = on_processor()
    if len(candidates) == 1:
        return candidates[0]
    shape = (side, recipe.factor(side), recipe.batch_size)
    machine = (processor(), torch.get_num_threads())
    found: Precision = cached_by_one(fastest, candidates, *shape, *machine)
    return found


def on_card() -> Precision:
    """That of a CUDA card, which has to be there: bfloat16 if it has it, float32 otherwise."""
    return Precision("cuda", "bfloat16" if torch.cuda.is_bf16_supported() else "float32")


def on_processor() -> tuple[Precision, ...]:
    """What may be fastest on the processor; the most precise comes first."""
    single = Precision("cpu", "float32")
    capabilities = torch.cpu.get_capabilities()
    if not any(capabilities.get(name, False) for name in CPU_BFLOAT16):
        return (single,)
    return single, Precision("cpu", "bfloat16")


def fastest(
    candidates: tuple[Precision, ...],
    side: int,
    factor: int,
    batch_size: int,
    model: str,
    threads: int,
) -> Precision:
    """The precision in which a training step takes the least time, on the processor.

    All take turns, and the shortest time of each counts: what else the machine does can only make
    a step longer. The first is left for another one only where that is clearly faster, lest the
    choice, and with it all numbers, depend on chance.

    Parameters
    ----------
    candidates : Precisions
    side, factor : of the network, see `Autoencoder`
    batch_size : of the training; fewer images tell the same where that many would take long
    model, threads : the processor that this is and what PyTorch uses of it, which only tell the
        result from those of others
    """
    number = max(1, min(batch_size, PIXELS * factor**2 // side**2))
    images = torch.rand(number, 1, side, side, generator=torch.Generator().manual_seed(0))
    steps = [
        _step_of(Autoencoder(LATENTS, side, factor), precision, images) for precision in candidates
    ]
    for one in steps * 2:  # the first steps allocate and choose kernels
        one()
    shortest = [float("inf")] * len(steps)
    rounds, start = 0, time.perf_counter()
    while rounds < FEWEST_ROUNDS or time.perf_counter() - start < SECONDS:
        shortest = [min(known, _seconds(one)) for known, one in zip(shortest, steps, strict=True)]
        rounds += 1
    first, best = shortest[0], min(shortest)
    return candidates[shortest.index(best) if best < CLEARLY * first else 0]


def _step_of(
    network: Autoencoder, precision: Precision, images: torch.Tensor
) -> Callable[[], object]:
    move(network, precision)
    working = working_copy(network, precision)
    optimiser = torch.optim.AdamW(network.parameters(), fused=True)
    return lambda: step(network, working, optimiser, images)


def _seconds(compute: Callable[[], object]) -> float:
    start = time.perf_counter()
    compute()
    return time.perf_counter() - start
