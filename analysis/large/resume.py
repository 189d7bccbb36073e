"""Go on with a run that was stopped: between two passes, within one, or among the galaxies."""

import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.images.reading import chunks
from analysis.large.checkpoint import Checkpoint, Say
from analysis.large.fit import CommonBasis, FitState
from analysis.large.images import Images
from analysis.large.krylov import Krylov
from analysis.large.measured import Measure, MeasuredGalaxies
from analysis.large.sums import Sums, over_chunks

SECONDS = 30.0  # between two checkpoints within a pass
SAY_EVERY = 30.0  # seconds
FIT, PASS, KNOWN = "fit", "pass", "known_"


def keep_progress(checkpoint: Checkpoint, progress: FitState) -> None:
    """Store what is known between two passes."""
    known = {f"{KNOWN}{name}": value for name, value in vars(progress.known).items()}
    others = {name: value for name, value in vars(progress).items() if name != "known"}
    _keep_values(checkpoint, FIT, known | others)


def found_progress(checkpoint: Checkpoint) -> FitState | None:
    """What was known when the run was stopped."""
    values = _found_values(checkpoint, FIT)
    if values is None:
        return None
    names = [name for name in values if name.startswith(KNOWN)]
    known = {name.removeprefix(KNOWN): values.pop(name) for name in names}
    return FitState(known=Krylov(**known), **values)


@dataclass
class ResumablePass:
    """A pass over a set in this process that goes on where it was stopped.

    As the sums are added up in the same order, they are the same to the last bit.
    """

    checkpoint: Checkpoint
    last: float = field(default_factory=time.monotonic)

    def __call__(self, images: Images, origin: np.ndarray, block: np.ndarray) -> Sums:
        """The sums over the set; see `analysis.large.sums.over_chunks`."""
        about = digest(origin, block)

        def keep(number: int, sums: Sums) -> None:
            if time.monotonic() - self.last >= SECONDS:
                extra = {"number": number, "about": about}
                _keep_values(self.checkpoint, PASS, vars(sums) | extra)
                self.last = time.monotonic()

        return over_chunks(images, origin, block, self._done(about), keep)

    def _done(self, about: str) -> tuple[int, Sums] | None:
        values = _found_values(self.checkpoint, PASS)
        if values is None or values.pop("about") != about:
            return None
        return values.pop("number"), Sums(**values)


def resumed_measuring(
    checkpoint: Checkpoint,
    images: Images,
    basis: CommonBasis,
    measure: Measure,
    say: Say,
) -> Iterator[MeasuredGalaxies]:
    """What is measured of a set, range by range: what was measured before, from the checkpoint.

    Parameters
    ----------
    measure : measures ranges in order, here or on many machines
    say : told now and then how far things are
    """
    parts = chunks(len(images))
    about = digest(basis.vectors, basis.mean)
    names = [f"galaxies-{about[:16]}-{part.start}" for part in parts]
    before = [(checkpoint.folder / name).exists() for name in names]
    rest = [part for part, there in zip(parts, before, strict=True) if not there]
    coming = measure(rest, images, basis)
    said = time.monotonic()
    for part, name, there in zip(parts, names, before, strict=True):
        values = _found_values(checkpoint, name) if there else None
        if values is not None:
            yield MeasuredGalaxies(**values)
            continue
        new = next(measure([part], images, basis) if there else coming)
        _keep_values(checkpoint, name, vars(new))
        if time.monotonic() - said >= SAY_EVERY:
            say(f"measured {part.stop} of {len(images)} galaxies")
            said = time.monotonic()
        yield new


def _keep_values(checkpoint: Checkpoint, name: str, values: dict[str, Any]) -> None:
    """Store arrays, numbers and words by name."""
    payload = io.BytesIO()
    np.savez(payload, **values)
    checkpoint.keep(name, payload.getbuffer())


def _found_values(checkpoint: Checkpoint, name: str) -> dict[str, Any] | None:
    payload = checkpoint.found(name)
    if payload is None:
        return None
    with np.load(io.BytesIO(payload), allow_pickle=False) as arrays:
        return {key: array if array.ndim else array.item() for key, array in arrays.items()}


def digest(*arrays: np.ndarray) -> str:
    """SHA-256 of arrays, in hexadecimal."""
    total = hashlib.sha256()
    for array in arrays:
        total.update(np.ascontiguousarray(array).data)
    return total.hexdigest()
