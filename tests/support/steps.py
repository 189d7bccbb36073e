"""Plain gradient steps, in one process or, started by torchrun, in several.

``python steps.py FOLDER ...`` writes there what each process found, and then does what
``python -m analysis ...`` does. Adam would hide gradients that are wrong by a factor.
"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from analysis import __main__ as command_line
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import constant
from analysis.autoencoder.training import begin, remaining_epochs
from analysis.large.torchrun import processes
from analysis.runtime.errors import UsageError
from tests.support import tiny

# Two processes have 4 and 3 of 7 galaxies, and of the last one alone 1 and 0.
IMAGES = tiny.ellipses(29)
RECIPE = replace(tiny.RECIPE, epochs=6, batch_size=7, learning_rate=3.0, schedule=constant)


def descend(group):
    """Weights in one row, and losses after each epoch, by the type of numbers."""
    results: dict[str, np.ndarray] = {}
    for dtype in (torch.float32, torch.bfloat16):
        training = begin(IMAGES, 2, RECIPE, 0, Precision("cpu", dtype))
        training.optimiser = torch.optim.SGD(training.network.parameters())
        losses = list(remaining_epochs(training, IMAGES, IMAGES[:4], group))
        weights = torch.cat([w.detach().flatten() for w in training.network.parameters()])
        results |= {f"{dtype} weights": weights.numpy(), f"{dtype} losses": np.array(losses)}
    return results


def refusal(group):
    """What each process sees of a mistake that the first one finds."""

    def refuse():
        raise UsageError("a mistake")

    try:
        group.once_a_machine(refuse)
    except (UsageError, SystemExit) as error:
        return repr(error)
    return "nothing"


def main():
    folder = Path(sys.argv.pop(1))
    with processes() as group:
        np.savez(folder / f"{group.rank}.npz", **descend(group))
        refusals = group.gathered(refusal(group))
        shares = group.once_a_machine(lambda: f"of {group.rank}")
        if group.rank == 0:
            (folder / "seen.txt").write_text("\n".join([*refusals, shares]))
    sys.exit(command_line.main())


if __name__ == "__main__":
    main()
