"""Results kept on disk by content: what went in, and the code that made them.

A result is found again only for the same inputs, the same source of the computing module and of
every module of ours that it imports, and the same versions of the libraries that compute. A
damaged entry is noticed and computed anew, and two runs at once do no harm. Every entry tells
where it comes from. Those that nobody has used for longest go where all of them are too many; a
disk that takes no more loses no result.
"""

import ast
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.machinery import PathFinder
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from types import FunctionType
from typing import Any

import numpy as np
from filelock import FileLock

from analysis.runtime.errors import Failed
from analysis.runtime.files import DamagedFile, file_sha256, read_with_digest, write_with_digest
from analysis.runtime.provenance import LIBRARIES, Provenance, trace
from analysis.runtime.spare import spare_folder

PACKAGE = __name__.partition(".")[0]
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache"
LARGEST = 4 << 30  # bytes of all entries together
IN_USE = 6 * 3600  # seconds from its last use until an entry may go; no report takes as long
PARSING = Lock()  # Python 3.11 may fail if two threads parse at once


@dataclass(frozen=True)
class Entry:
    """A result, and by what it was computed when that was done."""

    result: Any
    made: Provenance


def cached(compute: Callable[..., Any], *inputs: Any, **unkeyed: Any) -> Any:
    """``compute(*inputs, **unkeyed)``, from the cache if it is there and whole.

    Parameters
    ----------
    compute : function of a module of this package
    *inputs : arrays, paths, numbers, ranges, strings, functions of modules, dataclasses of those
        (but for fields whose metadata say that they are not ``keyed``), or sequences and
        dictionaries
    **unkeyed : what does not change the result, such as a function that reports progress
    """
    return cached_entry(compute, *inputs, **unkeyed).result


def cached_entry(compute: Callable[..., Any], *inputs: Any, **unkeyed: Any) -> Entry:
    """As `cached`, with where the result comes from."""
    paths = _paths(compute, inputs)
    for path in paths:
        entry = _found(path)
        if entry is not None:
            return entry
    entry = Entry(compute(*inputs, **unkeyed), _here())
    for path in paths:
        try:
            _keep(path, entry)
        except OSError as error:
            _tell_unkept(path, error)
        else:
            break
    return entry


def cached_by_one(compute: Callable[..., Any], *inputs: Any) -> Any:
    """As `cached`, for what comes out differently every time, such as what was fastest.

    Of several that ask at once one computes, and the others wait for its result.
    """
    lock = FileLock(_paths(compute, inputs)[-1].with_suffix(".lock"))
    try:
        lock.acquire()
    except OSError:  # nothing can be kept there, nor shared
        return cached(compute, *inputs)
    try:
        return cached(compute, *inputs)
    finally:
        lock.release()


def cached_file(write: Callable[..., Any], suffix: str, *inputs: Any, **unkeyed: Any) -> Path:
    """The file that ``write(path, *inputs, **unkeyed)`` writes, in the cache, whole and unchanged.

    Parameters
    ----------
    write : puts a file in place, whole or not at all; see `cached` for the rest
    suffix : of the file's name, with its dot

    Raises
    ------
    OSError, Failed
        If there is no room for it.
    """
    paths = _paths(write, inputs)
    for path in paths:
        file = path.with_suffix(suffix)
        known = _found(path)
        if known is not None and file_sha256(file) == known.result:
            _touch(file)
            return file
    *others, last = paths
    for path in others:
        try:
            return _written(path, suffix, write, inputs, unkeyed)
        except (OSError, Failed) as error:
            _tell_unkept(path, error)
    return _written(last, suffix, write, inputs, unkeyed)


def _written(
    path: Path,
    suffix: str,
    write: Callable[..., Any],
    inputs: tuple[Any, ...],
    unkeyed: dict[str, Any],
) -> Path:
    """The file that is written beside the entry that knows its digest."""
    file = path.with_suffix(suffix)
    write(file, *inputs, **unkeyed)
    _keep(path, Entry(file_sha256(file), _here()))
    return file


def is_cached(compute: Callable[..., Any], *inputs: Any) -> bool:
    """Whether ``cached(compute, *inputs)`` has something to read."""
    return any(path.is_file() for path in _paths(compute, inputs))


def _paths(compute: Callable[..., Any], inputs: tuple[Any, ...]) -> list[Path]:
    """Where an entry may be: in the cache, and beside it where this run has a folder of its own."""
    name, spare = f"{compute.__name__}-{key(compute, inputs)}.pickle", spare_folder()
    return [FOLDER / name, *([spare / name] if spare else [])]


@cache
def _tell_once(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _tell_unkept(path: Path, error: Exception) -> None:
    cause = error.__cause__ or error
    reason = (cause.strerror if isinstance(cause, OSError) else None) or error
    if path.parent == FOLDER and spare_folder():
        _tell_once(
            f"{FOLDER}: the cache takes no more ({reason}); this goes on without it, and the next "
            "time everything is computed again"
        )
    else:
        print(f"{path}: this result could not be kept ({reason})", file=sys.stderr)


@cache
def _here() -> Provenance:
    return trace(ROOT)


def _found(path: Path) -> Entry | None:
    try:
        entry: Entry = pickle.loads(read_with_digest(path))
    except (OSError, DamagedFile):
        return None
    except (ImportError, AttributeError):  # the code was changed while a run computed this
        return None
    _touch(path)
    return entry


def _keep(path: Path, entry: Entry) -> None:
    write_with_digest(path, pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL))
    _remove_unused()


def _touch(path: Path) -> None:
    """Note that an entry is used."""
    with suppress(OSError):  # it may be somebody else's
        os.utime(path)


def _remove_unused() -> None:
    """Remove what has not been used for longest, until the rest is not too much."""
    with suppress(OSError):  # another run may remove files meanwhile
        files = [(file, file.stat()) for file in FOLDER.iterdir() if file.is_file()]
        total = sum(known.st_size for _, known in files)
        for file, known in sorted(files, key=lambda item: item[1].st_mtime):
            if total <= LARGEST or time.time() - known.st_mtime < IN_USE:
                return
            file.unlink()
            total -= known.st_size


def key(compute: Callable[..., Any], inputs: tuple[Any, ...]) -> str:
    """What tells a result from every other: of other inputs, other code or other libraries."""
    digest = hashlib.sha256(_environment())
    digest.update(f"{compute.__module__}.{compute.__qualname__}".encode())
    digest.update(source_digest(compute.__module__).encode())
    for part in _parts(inputs):
        digest.update(part)
    return digest.hexdigest()[:24]


@cache
def _environment() -> bytes:
    return repr([(library, version(library)) for library in LIBRARIES]).encode()


def _parts(value: Any) -> Iterator[bytes]:
    """Bytes that tell a value from every other of the kinds that are cached by."""
    if isinstance(value, np.ndarray):
        yield f"array {value.dtype} {value.shape}".encode()
        yield np.ascontiguousarray(value).tobytes()
    elif is_dataclass(value):
        yield type(value).__qualname__.encode()
        for field in fields(value):
            if field.metadata.get("keyed", True):
                yield field.name.encode()
                yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        yield f"sequence {len(value)}".encode()
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        yield f"dictionary {len(value)}".encode()
        for name, item in value.items():
            yield from _parts(name)
            yield from _parts(item)
    elif isinstance(value, FunctionType):
        yield f"{value.__module__}.{value.__qualname__}".encode()
        yield source_digest(value.__module__).encode()
    elif value is None or isinstance(value, str | int | float | range | np.generic | Path):
        yield f"{type(value).__name__} {value!r};".encode()
    else:
        raise TypeError(f"cannot cache by a {type(value).__name__}")


@cache
def source_digest(module: str) -> str:
    """SHA-256 over the source of a module and of all modules of ours that it imports.

    Those are the modules of this package, and of the one that the module is in.
    """
    digest = hashlib.sha256()
    with PARSING:
        modules = sorted(_imported(module, set()))
    for name in modules:
        digest.update(name.encode())
        digest.update(_source_bytes(name))
    return digest.hexdigest()


def _imported(module: str, seen: set[str]) -> set[str]:
    if module in seen:
        return seen
    seen.add(module)
    ours = {PACKAGE, module.partition(".")[0]}
    for name in _imports(_source_bytes(module)):
        if name.partition(".")[0] in ours and _source(name):
            _imported(name, seen)
    return seen


@cache
def _imports(source: bytes) -> tuple[str, ...]:
    """What a source imports by full names: each may be a module, or a name within one."""
    names: list[str] = []
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return tuple(names)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements in a node, and what holds some; no expressions, which import nothing."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child
            yield from _statements(child)


def _source_bytes(module: str) -> bytes:
    path = _source(module)
    if path is None:
        raise TypeError(f"cannot cache by the code of {module}, whose source is not there")
    return path.read_bytes()


@cache
def _source(module: str) -> Path | None:
    """Path of a module's source, None for a name that is no module; nothing is imported."""
    top, *rest = module.split(".")
    spec = PathFinder.find_spec(top)
    for folder in (spec and spec.submodule_search_locations) or ():
        base = Path(folder, *rest)
        for path in (base.with_name(f"{base.name}.py"), base / "__init__.py"):
            if path.is_file():
                return path
    return None
