"""Open an HDF5 file and find a dataset in it; what stands in the way is one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG

import h5py
import hdf5plugin  # noqa: F401  # importing it registers Blosc, LZ4, Zstandard, bitshuffle and more
import numpy as np

from analysis.images.layout import other_order
from analysis.images.links import follow, require_sources
from analysis.images.other_files import kind_and_remedy
from analysis.runtime.errors import InputError

ADDRESS = re.compile(r"(^|/)[a-z0-9]{2,}:/")  # https://..., which a path has one slash less of
LISTED = 8  # names of datasets


@contextmanager
def opened(path: Path) -> Iterator[h5py.File]:
    """An HDF5 file, open for reading.

    Raises
    ------
    InputError
        If it is not there, not readable, not HDF5, in use, or damaged.
    """
    require_readable(path)
    if not h5py.is_hdf5(path):
        raise InputError(f"{path}: this file is {kind_and_remedy(path)}")
    try:
        file = h5py.File(path)
    except OSError as error:
        raise InputError(f"{path}: {_why_not_opened(error, path)}") from error
    with file:
        yield file


def require_readable(path: Path) -> None:
    """Refuse what is not there, or may not be read.

    Raises
    ------
    InputError
    """
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise InputError(f"{path}: this is a folder; give the path of an HDF5 file in it")
        if not S_ISREG(mode):
            raise InputError(f"{path}: this is no regular file; give the path of an HDF5 file")
        with path.open("rb") as file:
            file.read(1)
    except (FileNotFoundError, NotADirectoryError) as error:
        remedy = "give the path of an HDF5 file"
        if ADDRESS.search(str(path)):
            remedy = "download it first, and give the path of what came"
        raise InputError(f"{path}: there is no such file; {remedy}") from error
    except OSError as error:
        raise InputError(f"{path}: {_unreadable(error)}") from error


def _why_not_opened(error: OSError, path: Path) -> str:
    reason = str(error)
    if "h5clear" in reason:
        return (
            "a program that writes to the file has not closed it, or was stopped before it could; "
            f"close that program, or if it is gone, run: h5clear -s {path.name}"
        )
    if isinstance(error, BlockingIOError):
        return (
            "another program has the file open for writing (it holds a lock); close it there, or "
            "give a copy of the file"
        )
    if "unable to lock file" in reason:
        return (
            "the file system it is on does not lock files; give a copy that is on another one, or "
            "set HDF5_USE_FILE_LOCKING=FALSE"
        )
    if "superblock version" in reason:
        return (
            f"the file is of a newer kind than HDF5 {h5py.version.hdf5_version} reads; store it "
            "with libver='v110' or older"
        )
    if error.errno:
        return _unreadable(error)
    return f"the file is truncated or damaged ({_last_words(error)}); download it again"


def _unreadable(error: OSError) -> str:
    """What the system said, and what to do about it."""
    reason = error.strerror or _last_words(error)
    if isinstance(error, PermissionError):
        remedy = "allow yourself to read it and the folders it is in, or give another file"
        return f"the file cannot be read (Permission denied); {remedy}"
    if error.errno and "errno = " in reason:  # HDF5's words around the system's
        reason = reason.partition("error message = '")[2].partition("'")[0] or reason
    return f"the file cannot be read ({reason}); see to its disk, or give a copy of it"


def _last_words(error: Exception) -> str:
    """The innermost of the reasons that HDF5 gives."""
    return str(error).split("(")[-1].rstrip("\"')") or "unreadable"


def find_dataset(file: h5py.File, path: Path, key: str) -> h5py.Dataset:
    """The dataset of that name, wherever links lead.

    Parameters
    ----------
    file, path : the open file, and where it is

    Raises
    ------
    InputError
        If there is none, or nothing in it.
    """
    found = follow(file, path, key)
    if not isinstance(found, h5py.Dataset):
        raise InputError(f"{path}: there is no dataset {key} in the file: {_there(file, path)}")
    if found.shape is None:
        raise InputError(
            f"{path}: {key} is an empty dataspace, no pixel was ever stored in it; write the "
            "images into it or name another dataset with key="
        )
    require_sources(found, path, key)
    return found


def _there(file: h5py.File, path: Path) -> str:
    """Which datasets a file has; only those that images can be made of, where there are some."""
    shapes: dict[str, tuple[int, ...]] = {}

    def note(name: str, item: h5py.HLObject) -> None:
        if isinstance(item, h5py.Dataset):
            shapes[str(name)] = item.shape or ()  # a damaged name may be bytes

    with whole_index(path):
        file.visititems(note)
    usable = [name for name, shape in shapes.items() if other_order(shape) is None]
    names = usable or list(shapes)
    if not names:
        return "it is empty"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"it holds {', '.join(names[:LISTED])}{more}; name the images with key="


@contextmanager
def whole_index(path: Path) -> Iterator[None]:
    """Names of a file are read in the block.

    Raises
    ------
    InputError
        If they cannot be: the file opens, but the part of it that says what it holds is damaged.
    """
    try:
        yield
    except (RuntimeError, KeyError, OSError) as error:
        raise InputError(
            f"{path}: what the file holds cannot be read, it is damaged ({_last_words(error)}); "
            "download it again"
        ) from error


def read(
    dataset: h5py.Dataset, path: Path, part: slice | tuple[slice | np.ndarray, ...]
) -> np.ndarray:
    """A part of a dataset.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return dataset[part]
    except OSError as error:
        raise InputError(f"{path}: {_why_not_read(error, dataset)}") from error


def _why_not_read(error: OSError, dataset: h5py.Dataset) -> str:
    missing = _missing_filter(dataset)
    if missing:
        return (
            f"the images are compressed with {missing}, a filter that neither HDF5 nor "
            "hdf5plugin has here; store them with gzip instead (h5repack -f GZIP=4 does)"
        )
    if dataset.external:
        return (
            f"the images are in {dataset.external[0][0]}, which cannot be read from here; run this "
            "in the folder where that file is"
        )
    if error.errno:
        return _unreadable(error)
    return (
        "the images cannot be read, the file is truncated or damaged "
        f"({_last_words(error)}); download it again"
    )


def _missing_filter(dataset: h5py.Dataset) -> str | None:
    """Name and number of the first filter of a dataset that is not there to undo it."""
    created = dataset.id.get_create_plist()
    for place in range(created.get_nfilters()):
        number, _, _, name = created.get_filter(place)
        if not h5py.h5z.filter_avail(number):
            said = name.decode("utf-8", "replace").partition(";")[0]
            return f"{said or 'an unnamed filter'} (number {number})"
    return None
