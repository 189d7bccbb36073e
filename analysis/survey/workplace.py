"""Where what has come is kept until the file that it is for is complete."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.runtime.errors import InputError
from analysis.runtime.files import remove_parts
from analysis.survey.store import origin


def folder_for(output: Path, kind: str) -> Path:
    """The hidden folder beside a file that is for what is to become the file."""
    return output.parent / f".{output.stem}.{kind}"


@contextmanager
def workplace(output: Path, kind: str) -> Iterator[Path]:
    """Make the folder; afterwards it is gone if there is nothing in it.

    Raises
    ------
    InputError
        If nothing can be written there, or somebody else's file is there.
    """
    if output.is_dir():
        raise InputError(f"{output}: this is a folder; give the path of the file to write")
    if output.exists() and not origin(output):
        raise InputError(
            f"{output}: a file is there that was not fetched; move it away, or name another one "
            "with --output"
        )
    folder = folder_for(output, kind)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_parts(folder)
    except OSError as error:
        raise InputError(
            f"{output}: nothing can be written there ({error.strerror}); give another path"
        ) from error
    try:
        yield folder
    finally:
        with suppress(OSError):
            folder.rmdir()
