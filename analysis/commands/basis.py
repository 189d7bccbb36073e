"""Fit the common basis of a set of any size."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.runtime.command_line import loading

if TYPE_CHECKING:
    from analysis.large.run import Outcome
    from analysis.runtime.cost import Cost

INTERRUPTED = "run it again to go on"
SHOWN = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("data", type=Path, help="HDF5 file (galaxies, side, side, 3), of any size")
    parser.add_argument("--key", help="its dataset (default images_spirals, else images)")
    parser.add_argument("--downsample", type=int, default=1, help="average p x p pixels first")
    parser.add_argument(
        "--rank", type=int, help="number of basis vectors (default 64, fewer of a small set)"
    )
    parser.add_argument("--output", type=Path, default=Path("basis.hdf5"), help="file to write")
    parser.add_argument(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help="let the workers of this Dask scheduler do it",
    )


def run(options: argparse.Namespace) -> None:
    """Fit, measure and write; print a summary."""
    with loading():
        from analysis.large.run import BasisPlan, make
    plan = BasisPlan(
        options.data,
        options.key,
        options.downsample,
        options.rank,
        options.output,
        options.scheduler,
    )
    made, cost = make(plan, lambda line: print(line, file=sys.stderr, flush=True))
    print("\n".join(_summary(plan.output, made, cost)))


def _summary(output: Path, made: "Outcome", cost: "Cost") -> list[str]:
    from analysis.comparison.quantiles import quantiles

    basis = made.basis
    rank = len(basis.singular_values)
    values = ", ".join(f"{value:.6g}" for value in basis.singular_values[:SHOWN])
    lines = [
        f"{output}: a basis of {made.galaxies} galaxies of {made.side} x {made.side} pixels, "
        f"{basis.passes} passes, {cost.seconds:.0f} s, {cost.peak_memory / 1e9:.2f} GB at most",
        f"singular values: {values}{', ...' if rank > SHOWN else ''}; "
        f"estimated relative error {max(basis.error, 1e-6):.0e} at most",
        f"variance in {rank} vectors: {basis.shares.sum():.1%}"
        if basis.variance
        else "there is no variance: all images are the same, up to rounding",
    ]
    for rule, kept in made.kept.items():
        found = quantiles(kept)
        lines.append(
            f"singular values of its own that a galaxy keeps, {rule}: {found.median:.0f} in the "
            f"median, {found.low:.0f} to {found.high:.0f} in 68 % of galaxies"
        )
    lost = quantiles(made.relative_error)
    lines.append(
        f"relative error of rank {rank}: {lost.median:.1%}, {lost.low:.1%} to {lost.high:.1%}"
    )
    return lines
