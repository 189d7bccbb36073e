"""What a long run has done so far, in a folder of files that are whole or noticed."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.runtime.errors import UsageError
from analysis.runtime.files import (
    DamagedFile,
    failed_if_unwritable,
    read_with_digest,
    write_with_digest,
)

Say = Callable[[str], None]
OWNER = "run"
STATES_KEPT = 2


@dataclass(frozen=True)
class Checkpoint:
    """Bytes under names.

    Attributes
    ----------
    folder : where they are; made if need be
    say : tells the user of what could not be used
    """

    folder: Path
    say: Say

    def keep(self, name: str, content: bytes | memoryview) -> None:
        """Store bytes.

        Raises
        ------
        Failed
            If they cannot be written, where the disk is full for example.
        """
        file = self.folder / name
        with failed_if_unwritable(file, "the checkpoint", "make room and run it again to go on"):
            write_with_digest(file, content)

    def found(self, name: str) -> bytes | None:
        """What was stored; None if nothing was, or if it is damaged, which is said."""
        file = self.folder / name
        try:
            return read_with_digest(file)
        except FileNotFoundError:
            return None
        except DamagedFile:
            self.say(f"{file}: the checkpoint is damaged and not used")
            file.unlink()
            return None

    def keep_state(self, run: str, number: int, state: bytes) -> None:
        """Store one of the states that a run goes through, and of the earlier ones keep the last.

        Parameters
        ----------
        run : a name of the run, different for whatever would lead to another result; the folder
            may hold the states of others, which are left alone
        number : of the state, ascending

        Raises
        ------
        Failed
            If it cannot be written, where the disk is full for example.
        """
        self.keep(f"{run}-{number:06d}.checkpoint", state)
        for old in self._last_first(run)[STATES_KEPT:]:
            old.unlink()

    def last_state(self, run: str) -> bytes | None:
        """The last state of a run that is whole; None if there is none."""
        states = (self.found(file.name) for file in self._last_first(run))
        return next((state for state in states if state is not None), None)

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)

    def _last_first(self, run: str) -> list[Path]:
        return sorted(self.folder.glob(f"{run}-*.checkpoint"), reverse=True)


def open_checkpoint(output: Path, run: str, say: Say) -> Checkpoint:
    """The checkpoint of a run that writes `output`, in a hidden folder beside that.

    Parameters
    ----------
    output : the file that the run is to write
    run : all that its result depends on; what another run has left there is not used
    say : tells the user so

    Raises
    ------
    UsageError
        If nothing can be written there.
    """
    if output.is_dir():
        raise UsageError(f"{output}: this is a folder; give --output the path of a file")
    folder = output.with_name(f".{output.name}.checkpoint")
    checkpoint = Checkpoint(folder, say)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _belongs(checkpoint, run):
            _start_over(checkpoint, run)
    except OSError as error:
        raise UsageError(
            f"{output}: it cannot be written ({error.strerror}); give another path as --output"
        ) from error
    return checkpoint


def _start_over(checkpoint: Checkpoint, run: str) -> None:
    if any(checkpoint.folder.iterdir()):
        checkpoint.say(
            f"{checkpoint.folder}: these checkpoints are of another run or damaged; starting over"
        )
    shutil.rmtree(checkpoint.folder)
    checkpoint.folder.mkdir()
    checkpoint.keep(OWNER, run.encode())


def _belongs(checkpoint: Checkpoint, run: str) -> bool:
    try:
        return read_with_digest(checkpoint.folder / OWNER) == run.encode()
    except (FileNotFoundError, DamagedFile):
        return False
