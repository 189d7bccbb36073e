"""Results kept on disk by content: what went in, and the code that made them.

A result is found again only for the same inputs, the same source of the computing module and of
every module of this package that it imports, and the same versions of the libraries that
compute. A damaged entry is noticed and computed anew, and two runs at once do no harm.
"""

import ast
import hashlib
import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.machinery import PathFinder
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from types import FunctionType
from typing import Any

import numpy as np

from analysis.runtime.sealed import DamagedFile, read_sealed, write_sealed

PACKAGE = __name__.partition(".")[0]
FOLDER = Path(__file__).resolve().parents[2] / ".cache"
PARSING = Lock()  # Python 3.11 may fail if two threads parse at once
LIBRARIES = (
    "numpy",
    "scipy",
    "PyWavelets",
    "scikit-image",
    "scikit-learn",
    "astropy",
    "photutils",
    "statmorph",
    "torch",
    "matplotlib",
)


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
    entry = _entry(compute, inputs)
    try:
        return pickle.loads(read_sealed(entry))
    except (FileNotFoundError, DamagedFile):
        result = compute(*inputs, **unkeyed)
        write_sealed(entry, pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
        return result


def is_cached(compute: Callable[..., Any], *inputs: Any) -> bool:
    """Whether ``cached(compute, *inputs)`` has something to read."""
    return _entry(compute, inputs).is_file()


def _entry(compute: Callable[..., Any], inputs: tuple[Any, ...]) -> Path:
    return FOLDER / f"{compute.__name__}-{key(compute, inputs)}.pickle"


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
    """SHA-256 over the source of a module and of all modules of this package that it imports."""
    digest = hashlib.sha256()
    with PARSING:
        modules = sorted(_imported(module, set()))
    for name in modules:
        digest.update(name.encode())
        digest.update(_source(name).read_bytes())
    return digest.hexdigest()


def _imported(module: str, seen: set[str]) -> set[str]:
    if module in seen:
        return seen
    seen.add(module)
    for node in ast.walk(ast.parse(_source(module).read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            candidates = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            candidates = [alias.name for alias in node.names]
        else:
            continue
        for name in candidates:
            if name.partition(".")[0] == PACKAGE and _source(name):
                _imported(name, seen)
    return seen


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
