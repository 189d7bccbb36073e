"""One large file that arrives in pieces: what has come is never asked for again."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import requests
from tqdm import tqdm

from analysis.runtime.errors import Failed
from analysis.survey import connection
from analysis.survey.connection import Garbled, Unavailable

PIECE = 1 << 16
SIGNATURE = b"\x89HDF\r\n\x1a\n"
"""How every HDF5 file begins (HDF5 File Format Specification, section II.A)."""


def resuming(part: Path) -> Callable[[str, str, Any], None]:
    """A downloader for Pooch that goes on from a part which outlives failures.

    Pooch deletes the file that it lets a downloader write when anything goes wrong. This one
    writes `part` instead and hands it over when it is complete.

    Parameters
    ----------
    part : file that holds what has come

    Returns
    -------
    function of URL, path and Pooch's own object
        It raises Unavailable if the file stops growing, and Failed or OSError if there is no room.
    """

    def download(url: str, path: str, _: Any) -> None:
        tried = 0
        with connection.open_session() as session:
            while True:
                before = _size(part)
                try:
                    _continue(session, url, part)
                    break
                except Garbled as why:
                    tried = 1 if _size(part) > before else tried + 1
                    if tried == connection.PATIENCE.tries:
                        raise Unavailable(str(why)) from why
                time.sleep(connection.PATIENCE.pause(tried))
        part.replace(path)

    return download


def _continue(session: requests.Session, url: str, part: Path) -> None:
    """Append what is missing, as far as it comes.

    Raises
    ------
    Garbled
        If something is missing still.
    """
    have = _size(part)
    # Bytes count as they are stored: a server must not compress them on their way.
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    try:
        answer = connection.ask(session, url, **headers)
    except requests.RequestException as error:
        raise Unavailable(connection.reason(error)) from error
    with answer:
        pieces = _pieces(answer)
        match answer.status_code:
            case requests.codes.partial_content:
                start, total = _range(answer)
            case requests.codes.requested_range_not_satisfiable:
                # Nothing follows what is there; a server that does not say how much there is
                # leaves the judgement to the hash.
                start, total = have, _range(answer)[1] or have
            case requests.codes.ok:
                start, total = 0, int(answer.headers.get("Content-Length", 0)) or None
                pieces = _signed(pieces)
            case _:
                raise Unavailable(connection.status(answer))
        if total is not None and total < have:
            part.unlink()
            raise Garbled("a part of another file was there")
        if total is None or total > have:
            _append(pieces, part, start, total)
    if total is not None and _size(part) < total:
        raise Garbled("the server sent a part only")


def _range(answer: requests.Response) -> tuple[int | None, int | None]:
    """First byte that comes and size of the whole file, None where the server does not say."""
    said = re.match(r"bytes (?:(\d+)-\d+|\*)/(?:(\d+)|\*)", answer.headers.get("Content-Range", ""))
    first, size = said.groups() if said else (None, None)
    return int(first) if first else None, int(size) if size else None


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    try:
        yield from answer.iter_content(PIECE)
    except requests.RequestException as error:
        raise Garbled(connection.reason(error)) from error


def _signed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, if they are the beginning of an HDF5 file and not of an error's page."""
    first = next(pieces, b"")
    if not first.startswith(SIGNATURE):
        raise Garbled("what came is no HDF5 file")
    return chain([first], pieces)


def _append(pieces: Iterator[bytes], part: Path, start: int | None, total: int | None) -> None:
    """Append to the part what comes, from the byte `start` of the file."""
    have = _size(part)
    if start not in (0, have):
        raise Garbled("the server sent another part than it was asked for")
    if total is not None:
        _check_room(part, total - have)
    # A server that knows no ranges sends everything again: what is there stays, and grows once
    # more than that has come.
    skip = have - start
    with (
        part.open("ab") as file,
        tqdm(total=total, initial=have, unit="B", unit_scale=True, disable=None) as bar,
    ):
        for piece in pieces:
            bar.update(file.write(piece[skip:]))
            skip = max(0, skip - len(piece))


def _check_room(part: Path, size: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if free < size:
        raise Failed(
            f"{part.parent}: {size / 1e9:.2f} GB are to come and {free / 1e9:.2f} GB are free; "
            "make room and run it again"
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
