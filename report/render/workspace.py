"""The folder a report is rendered in, and the way its files come out of it."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from analysis.runtime.errors import UsageError
from analysis.runtime.files import failed_if_unwritable, whole_file
from report.render.engine import Engine

SOURCES = ("report", "templates", "_quarto.yml")
NOT_SOURCES = shutil.ignore_patterns("__pycache__", "drawn", "*_files")


def render(engine: Engine, sources: Path, parameters: dict[str, Any], output: Path) -> None:
    """Render a copy of the sources and put the finished files into the output folder."""
    with copy_of_sources(sources) as project:
        engine(project, parameters)
        files = sorted((project / "_site").iterdir())
        publish(files, output)
    print(*(output / file.name for file in files), sep="\n")


@contextmanager
def copy_of_sources(repository: Path) -> Iterator[Path]:
    """Give a temporary copy of all that is rendered, so that no two renders meet."""
    with tempfile.TemporaryDirectory(prefix="report-") as name:
        folder = Path(name)
        for source in SOURCES:
            if (repository / source).is_dir():
                shutil.copytree(repository / source, folder / source, ignore=NOT_SOURCES)
            else:
                shutil.copy(repository / source, folder / source)
        yield folder


def require_writable(output: Path) -> None:
    """Find out, by doing it, whether files can be put into a folder that may not exist yet."""
    existing = next(path for path in (output, *output.parents) if path.exists())
    try:
        with tempfile.TemporaryDirectory(prefix=".report-", dir=existing):
            pass
    except OSError as error:
        raise UsageError(
            f"cannot write into the output folder {output}: {error.strerror}; "
            "name another one with OUTPUT="
        ) from error


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
