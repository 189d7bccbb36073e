"""Which images the report shows: a file that is named, the course's file, or simulated ones."""

from dataclasses import dataclass
from pathlib import Path

from analysis import simulation
from analysis.images.opening import require_readable
from analysis.runtime.cache import cached_file
from analysis.runtime.files import file_sha256
from analysis.simulation.sample import SEED

COURSE_FILE = Path("data/DECals_galaxies.hdf5")


@dataclass(frozen=True)
class ImageFile:
    """A file of galaxy images and where it comes from.

    Attributes
    ----------
    kind : "file", "course file" or "simulated"
    path : Path of the HDF5 file
    sha256 : of the file, in hexadecimal; None where there is no such file
    """

    kind: str
    path: Path
    sha256: str | None


def locate(data: str | Path | None, root: Path) -> ImageFile:
    """Find the images: the named file, else the course's file under the root, else simulated ones.

    Parameters
    ----------
    data : path, or None where the user names none
    root : folder of the project

    Raises
    ------
    InputError
        If the file is not there or may not be read.
    """
    if data is not None:
        return _readable("file", Path(data))
    if _is_there(root / COURSE_FILE):
        return _readable("course file", root / COURSE_FILE)
    path = cached_file(simulation.write_simulated, ".hdf5", SEED)
    return ImageFile("simulated", path, file_sha256(path))


def _is_there(path: Path) -> bool:
    """Whether there is such a file, be it that nobody here may read it."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _readable(kind: str, path: Path) -> ImageFile:
    require_readable(path)
    return ImageFile(kind, path, file_sha256(path))
