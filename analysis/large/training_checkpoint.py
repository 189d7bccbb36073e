"""States of a training on disk, to go on from after whatever stopped it."""

from collections.abc import Callable
from pathlib import Path

from analysis.autoencoder.training import Training
from analysis.runtime.errors import Failed
from analysis.runtime.sealed import DamagedFile, read_sealed, write_sealed

KEPT = 2


def save(folder: Path, run: str, training: Training) -> None:
    """Store the state after an epoch, and of the earlier ones keep the last.

    Parameters
    ----------
    folder : may hold the checkpoints of other runs too
    run : a name of the run, different for whatever would lead to another result

    Raises
    ------
    Failed
        If the state cannot be written, where the disk is full for example.
    """
    path = folder / f"{run}-{training.history.epochs:06d}.checkpoint"
    try:
        write_sealed(path, training.state())
    except OSError as error:
        raise Failed(
            f"{path}: the checkpoint cannot be written ({error.strerror}); see to that and run "
            "the same command again to go on"
        ) from error
    for old in _latest_first(folder, run)[KEPT:]:
        old.unlink()


def latest(folder: Path, run: str, tell: Callable[[str], None]) -> bytes | None:
    """The last state of a run that is whole; None if there is none.

    Parameters
    ----------
    tell : told about damaged checkpoints, which are removed
    """
    for path in _latest_first(folder, run):
        try:
            return read_sealed(path)
        except DamagedFile:
            tell(f"{path}: the checkpoint is damaged and not used")
            path.unlink()
    return None


def _latest_first(folder: Path, run: str) -> list[Path]:
    return sorted(folder.glob(f"{run}-*.checkpoint"), reverse=True)
