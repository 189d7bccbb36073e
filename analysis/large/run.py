"""From a file of galaxies to the file that holds their common basis, on one machine or many."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.images.greyscale import block_average
from analysis.images.reading import GalaxyFile, open_galaxies
from analysis.large.checkpoint import Checkpoint, Say, open_checkpoint
from analysis.large.fit import CommonBasis, FitState, Pass, fit, usable_rank
from analysis.large.images import Images, Streamed, read_all
from analysis.large.measured import MeasuredGalaxies, measure_here
from analysis.large.resume import (
    ResumablePass,
    found_progress,
    keep_progress,
    resumed_measuring,
)
from analysis.large.store import write
from analysis.runtime.cache import source_digest
from analysis.runtime.cost import Cost, measured
from analysis.runtime.files import require_another_file

if TYPE_CHECKING:
    from analysis.large.cluster import Cluster

FEWEST = 2
HELD = 1 << 29  # bytes up to which a set is read once and held; more is read again in every pass


@dataclass(frozen=True)
class BasisPlan:
    """What is asked for.

    Attributes
    ----------
    path, key : the images; None for the usual name
    downsample : p x p pixels are averaged
    rank : number of basis vectors; None for the usual, or as many as the set has
    output : the HDF5 file to write, see `analysis.large.store`
    scheduler : address of a Dask scheduler, None for this process alone
    """

    path: Path
    key: str | None
    downsample: int
    rank: int | None
    output: Path
    scheduler: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came out, besides the file.

    Attributes
    ----------
    kept : by rule, how many singular values of its own image are kept of every galaxy
    """

    galaxies: int
    side: int
    basis: CommonBasis
    kept: dict[str, np.ndarray]
    relative_error: np.ndarray


def make(plan: BasisPlan, say: Say) -> tuple[Outcome, Cost]:
    """Fit the basis, measure every galaxy, and write the file; also what that cost.

    A run that was stopped goes on where it was.

    Parameters
    ----------
    plan : what is asked for
    say : told in a line how far things are

    Raises
    ------
    InputError, UsageError, Failed
        If the images, the output or the scheduler cannot be used.
    """
    return measured(_make, plan, say)


def _make(plan: BasisPlan, say: Say) -> Outcome:
    with ExitStack() as stack:
        cluster = stack.enter_context(_cluster(plan.scheduler)) if plan.scheduler else None
        require_another_file(plan.output, plan.path, "give --output the path of another file")
        images = _open(plan)
        checkpoint = open_checkpoint(plan.output, _run(plan, images.galaxies), say)
        basis, every = _computed(plan, images, cluster, checkpoint, say)
        parts = _written(plan, checkpoint.folder, images, basis, every)
        made = Outcome(len(images), images.side, basis, *parts)
        checkpoint.remove()
        return made


def _cluster(address: str) -> AbstractContextManager["Cluster"]:
    from analysis.large.cluster import cluster  # Dask takes seconds to import

    return cluster(address)


def _open(plan: BasisPlan) -> Streamed:
    galaxies = open_galaxies(plan.path, plan.key, FEWEST)
    block_average(np.zeros((galaxies.side, galaxies.side)), plan.downsample)  # refuses others
    images = Streamed(galaxies, plan.downsample)
    usable_rank(plan.rank, images)  # refuses others
    return images


def _run(plan: BasisPlan, galaxies: GalaxyFile) -> str:
    """All that the result depends on."""
    stored = plan.path.stat()
    return json.dumps(
        [
            stored.st_size,
            stored.st_mtime_ns,
            [str(value) for name, value in asdict(galaxies).items() if name != "path"],
            plan.downsample,
            plan.rank,
            source_digest(__name__),
            np.__version__,
        ]
    )


def _computed(
    plan: BasisPlan, images: Streamed, cluster: "Cluster | None", checkpoint: Checkpoint, say: Say
) -> tuple[CommonBasis, Iterator[MeasuredGalaxies]]:
    """The basis, and of every galaxy what is measured, as it comes."""
    source: Images = images
    sums: Pass = ResumablePass(checkpoint) if cluster is None else cluster.sums
    measure = measure_here if cluster is None else cluster.measured
    if cluster is None and 4 * len(images) * images.side**2 <= HELD:
        source = read_all(images)
    basis = fit(source, plan.rank, sums, found_progress(checkpoint), _keeping(checkpoint, say))
    return basis, resumed_measuring(checkpoint, source, basis, measure, say)


def _keeping(checkpoint: Checkpoint, say: Say) -> Callable[[FitState], None]:
    def keep(progress: FitState) -> None:
        keep_progress(checkpoint, progress)
        known = progress.known
        if known.passes:
            error = f"{known.error:.0e}" if np.isfinite(known.error) else "not known yet"
            say(f"pass {known.passes}: estimated error of the singular values {error}")

    return keep


def _written(
    plan: BasisPlan,
    folder: Path,
    images: Streamed,
    basis: CommonBasis,
    every: Iterator[MeasuredGalaxies],
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Write everything; of every galaxy, give back the numbers to sum up."""
    kept: dict[str, list[np.ndarray]] = {"unknown noise": [], "known noise": []}
    errors: list[np.ndarray] = []

    def noted() -> Iterator[MeasuredGalaxies]:
        for some in every:
            kept["unknown noise"].append(some.unknown_noise_kept)
            kept["known noise"].append(some.known_noise_kept)
            errors.append(some.relative_error)
            yield some

    key = images.galaxies.key
    fitted_to = {"images": plan.path.name, "key": key, "downsample": plan.downsample}
    write(plan.output, folder, fitted_to, basis, noted())
    joined = {rule: np.concatenate(numbers) for rule, numbers in kept.items()}
    return joined, np.concatenate(errors)
