"""Go on with a fit that was stopped, between two passes or within one."""

import hashlib
import time
from dataclasses import asdict, dataclass, field

import numpy as np

from analysis.streams.checkpoint import Arrays, Checkpoint
from analysis.streams.fit import Progress
from analysis.streams.images import Images
from analysis.streams.krylov import Krylov
from analysis.streams.sums import Sums, over_chunks

SECONDS = 30.0  # between two checkpoints within a pass
FIT, PASS = "fit", "pass"


def keep_progress(checkpoint: Checkpoint, progress: Progress) -> None:
    """Store what is known between two passes."""
    known = {f"known_{name}": np.asarray(value) for name, value in vars(progress.known).items()}
    others = {name: np.asarray(value) for name, value in vars(progress).items() if name != "known"}
    checkpoint.keep(FIT, known | others)


def found_progress(checkpoint: Checkpoint) -> Progress | None:
    """What was known when the run was stopped."""
    arrays = checkpoint.found(FIT)
    if arrays is None:
        return None
    values = {name: array if array.ndim else array.item() for name, array in arrays.items()}
    known = {
        name.removeprefix("known_"): values.pop(name)
        for name in list(values)
        if name.startswith("known_")
    }
    return Progress(known=Krylov(**known), **values)


@dataclass
class ResumablePass:
    """A pass over a set in this process that goes on where it was stopped.

    As the sums are added up in the same order, they are the same to the last bit.
    """

    checkpoint: Checkpoint
    last: float = field(default_factory=time.monotonic)

    def __call__(self, images: Images, origin: np.ndarray, block: np.ndarray) -> Sums:
        """The sums over the set; see `analysis.streams.sums.over_chunks`."""
        about = digest(origin, block)

        def keep(number: int, sums: Sums) -> None:
            if time.monotonic() - self.last >= SECONDS:
                arrays = {name: np.asarray(value) for name, value in asdict(sums).items()}
                extra = {"number": np.asarray(number), "about": np.asarray(about)}
                self.checkpoint.keep(PASS, arrays | extra)
                self.last = time.monotonic()

        return over_chunks(images, origin, block, self._done(about), keep)

    def _done(self, about: str) -> tuple[int, Sums] | None:
        arrays: Arrays | None = self.checkpoint.found(PASS)
        if arrays is None or str(arrays.pop("about")) != about:
            return None
        number = int(arrays.pop("number"))
        return number, Sums(
            int(arrays["count"]), arrays["total"], float(arrays["squares"]), arrays["product"]
        )


def digest(*arrays: np.ndarray) -> str:
    """SHA-256 of arrays, in hexadecimal."""
    total = hashlib.sha256()
    for array in arrays:
        total.update(np.ascontiguousarray(array))
    return total.hexdigest()
