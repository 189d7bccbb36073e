"""Where the links of an HDF5 file lead, and what they miss."""

from pathlib import Path, PurePosixPath

import h5py

from analysis.runtime.errors import InputError

DEEPEST = 16  # links that lead to links, as many as HDF5 itself follows


def follow(file: h5py.File, path: Path, name: str) -> h5py.HLObject | None:
    """What has that name in a file, wherever links lead; None where there is no such name.

    Raises
    ------
    InputError
        If a link on the way leads nowhere, with its target.
    """
    try:
        return file[name]
    except (KeyError, OSError, RuntimeError) as error:
        told = _dead_link(file, path, f"/{name}", DEEPEST)
        if told is None:
            return None
        raise InputError(f"{path}: {name} cannot be found: {told}") from error


def _dead_link(file: h5py.File, path: Path, name: str, depth: int) -> str | None:
    """What a name's first link that leads nowhere misses; None where no link is on its way."""
    if not depth:
        return "its links lead in a circle; store the images themselves under that name"
    for prefix in [*reversed(PurePosixPath(name).parents), PurePosixPath(name)][1:]:
        if _found(file, str(prefix)) is not None:
            continue
        link = _found(file, str(prefix), getlink=True)
        if isinstance(link, h5py.ExternalLink):
            return _dead_external(path, link, str(prefix))
        if isinstance(link, h5py.SoftLink):
            target = str(prefix.parent / link.path)
            return _dead_link(file, path, target, depth - 1) or (
                f"{prefix} is a link to {link.path}, which is not in the file; mend the link or "
                "name another dataset with key="
            )
        return None
    return None


def _found(file: h5py.File, name: str, **options: bool) -> object:
    """What has that name, or the link that has it; None where it leads nowhere."""
    try:
        return file.get(name, **options)
    except (KeyError, OSError, RuntimeError):
        return None


def _dead_external(path: Path, link: h5py.ExternalLink, name: str) -> str:
    told = f"{name} is a link to {link.path} in the file {link.filename}"
    place = _place(path, link.filename)
    if place is None:
        return f"{told}, which is not there; put that file beside this one"
    try:
        with h5py.File(place):
            return f"{told}, which does not hold it; mend the link"
    except OSError as error:
        return f"{told}, which cannot be opened ({error}); see to that file"


def require_sources(dataset: h5py.Dataset, path: Path, name: str) -> None:
    """Refuse a virtual dataset whose pixels are in other datasets that are not all there.

    HDF5 would read its fill value instead, without a word.

    Raises
    ------
    InputError
    """
    sources = dataset.virtual_sources() if dataset.is_virtual else ()
    for file, source in dict.fromkeys((item.file_name, item.dset_name) for item in sources):
        if "%b" not in file + source:  # else a pattern of as many names as there are
            _require_source(path, name, file, source)


def _require_source(path: Path, name: str, filename: str, source: str) -> None:
    place = path if filename == "." else _place(path, filename)
    told = f"{path}: pixels of {name} are in {source} of the file {filename}"
    if place is None:
        raise InputError(f"{told}, which is not there; put that file beside this one")
    try:
        with h5py.File(place) as file:
            there = source in file
    except OSError as error:
        raise InputError(f"{told}, which cannot be opened ({error}); see to that file") from error
    if not there:
        raise InputError(f"{told}, which does not hold it; mend that file")


def _place(path: Path, other: str) -> Path | None:
    """Where a file is that another one names, seen from that one or from here; None if nowhere."""
    return next((place for place in (path.parent / other, Path(other)) if place.exists()), None)
