"""Fixtures that several test files share."""

from pathlib import Path

import pytest

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
