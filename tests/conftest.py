"""Fixtures that several test files share."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

# Tests run on all cores already; threads of several would wait for each other, and round otherwise
# than what one of them left in the cache. Libraries read these when they are imported, and so do
# the programs that tests start.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import h5py
import numpy as np
import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from analysis.runtime.parallel import cores
from report.browser import PROGRAMS, opened, program
from tests.support import small
from tests.support.command import make_report

REPOSITORY = Path(__file__).resolve().parents[1]
REAL_FILE = REPOSITORY.parent / "shared" / "data" / "DECals_galaxies.hdf5"

# In this order, lest a core wait at the end for another's last file.
LONGEST = ("published", "torchrun", "page", "report", "command", "explore", "properties", "words")

# Whoever starts the tests in the background may have switched off Ctrl-C, which programs inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: many tests wait, for a browser or for other processes."""
    return cores() + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first."""
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


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
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that gives a folder filled by another one, once for all processes of the tests."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                folder.mkdir(exist_ok=True)
                fill(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def small_file(made_once: Callable[..., Path]) -> tuple[Path, np.ndarray]:
    """A file of few and small simulated galaxies, and its images."""
    path = made_once("small", lambda folder: small.write(folder / "simulated.hdf5"))
    path /= "simulated.hdf5"
    with h5py.File(path) as file:
        return path, file["images_spirals"][()]


@pytest.fixture(scope="session")
def small_report(
    small_file: tuple[Path, np.ndarray], made_once: Callable[..., Path], repository: Path
) -> tuple[Path, np.ndarray]:
    """Folder of the report that ``make report`` makes of it, and the images."""
    path, images = small_file

    def make(folder: Path) -> None:
        done = make_report(repository, folder / "site", DATA=path, ENGINE="pandoc", **small.CHOICE)
        assert done.returncode == 0, done.stderr

    return made_once("report", make) / "site", images


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser without a window; while it is open, no other event loop can run."""
    path = program()
    if path is None:
        pytest.skip(f"there is no browser on this machine: none of {', '.join(PROGRAMS)}")
    with opened(path) as browser:
        yield browser


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """PyTorch with one thread, as torchrun has it."""
    import torch  # takes its time, and most tests do without

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
