"""Fixtures that several test files share."""

from pathlib import Path

import pytest

from report.browser import PROGRAMS, opened, program
from tests.support import small
from tests.support.command import make_report

REPOSITORY = Path(__file__).resolve().parents[1]
REAL_FILE = REPOSITORY.parent / "shared" / "data" / "DECals_galaxies.hdf5"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the sources."""
    return REPOSITORY


@pytest.fixture(scope="session")
def real_file() -> Path:
    """The survey's real images, which the repository does not carry."""
    if not REAL_FILE.exists():
        pytest.skip(f"the real images are not at {REAL_FILE}")
    return REAL_FILE


@pytest.fixture(scope="session")
def small_file(tmp_path_factory):
    """A file of few and small simulated galaxies, and its images."""
    path = tmp_path_factory.mktemp("small") / "simulated.hdf5"
    return path, small.write(path)


@pytest.fixture(scope="session")
def small_report(small_file, tmp_path_factory, repository):
    """Folder of the report that ``make report`` makes of it, and the images."""
    path, images = small_file
    folder = tmp_path_factory.mktemp("report") / "site"
    done = make_report(repository, folder, DATA=path, ENGINE="pandoc", **small.CHOICE)
    assert done.returncode == 0, done.stderr
    return folder, images


@pytest.fixture(scope="module")
def browser():
    """A real browser without a window; while it is open, no other event loop can run."""
    path = program()
    if path is None:
        pytest.skip(f"there is no browser on this machine: none of {', '.join(PROGRAMS)}")
    with opened(path) as browser:
        yield browser


@pytest.fixture(scope="module")
def one_thread():
    """PyTorch with one thread, as torchrun has it."""
    import torch  # takes its time, and most tests do without

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
