"""The down-sampled images of a set of any size, as one array on disk that processes share."""

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from analysis.images.greyscale import block_average, to_unit
from analysis.images.opening import require_readable
from analysis.images.reading import GalaxyFile, chunks, open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.runtime.cache import key
from analysis.runtime.files import DIGEST_SIZE, failed_if_unwritable, whole_file


def average(
    path: Path, dataset: str | None, p: int, folder: Path, usable: Callable[[int], object]
) -> tuple[Path, str]:
    """Average the images of a set over p x p pixels into a file, or find that this was done.

    The file is in NumPy's format with the SHA-256 of all that behind it. It appears whole or not
    at all, and a damaged one is made again. It is found by the set's path, size and time of change.

    Parameters
    ----------
    path, dataset : HDF5 file of galaxies, and the images in it; None for the usual name
    p : side of a block in pixels
    folder : where the file is put; made if need be
    usable : raises InputError for a side of averaged images that is of no use

    Returns
    -------
    The file, and its SHA-256 in hexadecimal.

    Raises
    ------
    InputError
        If the images cannot be used, or p does not divide their side.
    Failed
        If the file cannot be written, where the disk is full for example.
    """
    require_readable(path)
    known = path.stat()
    name = key(average, (path.resolve(), known.st_size, known.st_mtime_ns, dataset, p))
    file = folder / f"{name}.npy"
    digest = _digest(file)
    if digest is None:
        galaxies = open_galaxies(path, dataset, FEWEST_GALAXIES)
        usable(block_average(np.empty((0, galaxies.side, galaxies.side)), p).shape[1])
        digest = _write(file, galaxies, p)
    return file, digest


def open_averages(file: Path) -> np.ndarray:
    """The images in such a file, mapped: shape (galaxies, side / p, side / p), float32, 0 to 1."""
    # PyTorch wants an array that could be written to; "c" would keep what is written to itself.
    return np.asarray(np.load(file, mmap_mode="c"))


def _digest(file: Path) -> str | None:
    """The file's SHA-256 in hexadecimal; None where it is damaged or does not exist."""
    if not file.is_file():
        return None
    digest = hashlib.sha256()
    rest = file.stat().st_size - DIGEST_SIZE
    with file.open("rb") as stream:
        while rest > 0:
            part = stream.read(min(rest, 2**20))
            digest.update(part)
            rest -= len(part)
        return digest.hexdigest() if stream.read() == digest.digest() else None


def _write(file: Path, galaxies: GalaxyFile, p: int) -> str:
    digest = hashlib.sha256()
    remedy = "name a folder with more space with --checkpoint"
    with failed_if_unwritable(file, "the averaged images", remedy), whole_file(file) as stream:
        for piece in _pieces(galaxies, p):
            stream.write(piece)
            digest.update(piece)
        stream.write(digest.digest())
    return digest.hexdigest()


def _pieces(galaxies: GalaxyFile, p: int) -> Iterator[bytes]:
    """The bytes of an .npy file, as the report computes the images that it trains on."""
    shape = (len(galaxies), galaxies.side // p, galaxies.side // p)
    header = io.BytesIO()
    description = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, description)
    yield header.getvalue()
    for chunk in chunks(len(galaxies)):
        averages = to_unit(block_average(galaxies.greyscale(chunk), p))
        yield averages.astype("<f4", copy=False).tobytes()
