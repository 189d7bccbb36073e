"""The folder a report is rendered in, and the way its files come out of it."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from analysis.runtime.errors import Failed
from analysis.runtime.files import failed_if_unwritable, takes_no_more, whole_file
from report.render.engine import Engine

SOURCES = ("report", "templates", "_quarto.yml", "_environment")
NOT_SOURCES = shutil.ignore_patterns("__pycache__", "drawn", "*_files")


def render(engine: Engine, sources: Path, parameters: dict[str, Any], output: Path) -> None:
    """Render a copy of the sources and put the finished files into the output folder."""
    with copy_of_sources(sources) as project:
        try:
            engine(project, parameters)
        except Exception as error:
            if takes_no_more(project):
                raise _no_room(project, "it is full") from error
            raise
        files = sorted((project / "_site").iterdir())
        publish(files, output)
    print(*(output / file.name for file in files), sep="\n")


@contextmanager
def copy_of_sources(repository: Path) -> Iterator[Path]:
    """Give a temporary copy of all that is rendered, so that no two renders meet."""
    try:
        made = tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(Path(error.filename or "."), error.strerror) from error
    with made as name:
        try:
            _copy(repository, Path(name))
        except OSError as error:
            raise _no_room(Path(name), error.strerror) from error
        yield Path(name)


def _copy(repository: Path, folder: Path) -> None:
    """Copy the sources; the copies can be written to, also where the sources cannot."""
    for source in SOURCES:
        if (repository / source).is_dir():
            shutil.copytree(
                repository / source,
                folder / source,
                ignore=NOT_SOURCES,
                copy_function=shutil.copyfile,
            )
        else:
            shutil.copyfile(repository / source, folder / source)
    for place in folder.rglob("*"):
        if place.is_dir():
            place.chmod(0o755)


def _no_room(folder: Path, reason: object) -> Failed:
    return Failed(
        f"{folder.parent}: the report cannot be made in this folder for temporary files "
        f"({reason}); make room there, or name another one with TMPDIR="
    )


def publish(files: Iterable[Path], output: Path) -> None:
    """Put finished files into the output folder, each whole, all of them at the very end.

    Raises
    ------
    Failed
        If they cannot be written, where the disk is full for example.
    """
    remedy = "make room and run it again, which computes nothing twice"
    with ExitStack() as reading:
        contents = {file.name: reading.enter_context(file.open("rb")) for file in files}
        with failed_if_unwritable(output, "the report", remedy), ExitStack() as writing:
            for name, content in contents.items():
                place = writing.enter_context(whole_file(output / name))
                shutil.copyfileobj(content, place)
                place.flush()
                os.fsync(place.fileno())  # before the first of them is put in its place
