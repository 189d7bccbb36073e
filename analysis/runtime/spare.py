"""A folder for this run's results alone, where those of all runs cannot be kept."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.runtime.errors import UsageError

VARIABLE = "LOW_RANK_GALAXIES_SPARE_CACHE"  # tells processes of the same run where it is


def spare_folder() -> Path | None:
    """Where it is, None where there is none."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


@contextmanager
def with_spare_folder() -> Iterator[None]:
    """Have one while the block runs, also in the programs that it starts.

    Raises
    ------
    UsageError
        If there is no folder for temporary files.
    """
    try:
        made = tempfile.TemporaryDirectory(prefix="report-results-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UsageError(
            f"no folder takes temporary files ({error.strerror}); name one with TMPDIR="
        ) from error
    before = os.environ.get(VARIABLE)
    with made as name:
        os.environ[VARIABLE] = name
        try:
            yield
        finally:
            if before is None:
                del os.environ[VARIABLE]
            else:
                os.environ[VARIABLE] = before
