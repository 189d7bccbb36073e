"""What a long run has done so far, in a folder beside its output."""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.runtime.errors import Failed, UsageError
from analysis.runtime.sealed import DamagedFile, read_sealed, write_sealed

Arrays = dict[str, np.ndarray]
Say = Callable[[str], None]
OWNER = "run"


@dataclass(frozen=True)
class Checkpoint:
    """Arrays under names, each set in a file of its own that is whole or noticed.

    Attributes
    ----------
    folder : hidden, beside the output
    say : tells the user of what could not be used
    """

    folder: Path
    say: Say

    def keep(self, name: str, arrays: Arrays) -> None:
        """Store arrays.

        Raises
        ------
        Failed
            If there is no room for them.
        """
        payload = io.BytesIO()
        np.savez(payload, **arrays)
        try:
            write_sealed(self._file(name), payload.getbuffer())
        except OSError as error:
            raise Failed(
                f"{self._file(name)}: the checkpoint cannot be written ({error.strerror}); make "
                "room and run it again to go on"
            ) from error

    def found(self, name: str) -> Arrays | None:
        """What was stored; None if nothing was, or if it is damaged, which is said."""
        try:
            payload = read_sealed(self._file(name))
        except FileNotFoundError:
            return None
        except DamagedFile:
            self.say(f"{self._file(name)}: this checkpoint is damaged; computing it again")
            self._file(name).unlink()
            return None
        with np.load(io.BytesIO(payload), allow_pickle=False) as arrays:
            return dict(arrays)

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)

    def _file(self, name: str) -> Path:
        return self.folder / name


def open_checkpoint(output: Path, run: str, say: Say) -> Checkpoint:
    """The checkpoint of a run that writes `output`.

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
    folder = output.with_name(f".{output.name}.checkpoint")
    if output.is_dir():
        raise UsageError(f"{output}: this is a folder; give --output the path of a file")
    checkpoint = Checkpoint(folder, say)
    try:
        folder.mkdir(exist_ok=True)
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
    checkpoint.keep(OWNER, {"run": np.array(run)})


def _belongs(checkpoint: Checkpoint, run: str) -> bool:
    try:
        owner = read_sealed(checkpoint.folder / OWNER)
    except (FileNotFoundError, DamagedFile):
        return False
    with np.load(io.BytesIO(owner), allow_pickle=False) as arrays:
        return str(arrays["run"]) == run
