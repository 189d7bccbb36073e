"""Ask the service for many images, a few at a time."""

import random
import sys
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path

import requests
from tqdm import tqdm

from analysis.survey import connection
from analysis.survey.connection import Garbled, Refused, Unavailable
from analysis.survey.cutout import decode
from analysis.survey.kept_images import is_kept, keep

OUTAGE = 2 * connection.CONNECTIONS
"""Images in a row that do not come before the service counts as out of reach."""


def download(addresses: dict[str, str], folder: Path) -> None:
    """Bring the images that the folder does not have yet; say which do not come, and why.

    Parameters
    ----------
    addresses : names of the galaxies by the URLs of their images
    folder : where images are kept; each appears there whole, as soon as it has come

    Raises
    ------
    Unavailable
        If image after image does not come.
    OSError
        If an image cannot be written.
    """
    missing = [url for url in addresses if not is_kept(folder, url)]
    # A place where the service always fails spans neighbours in a catalogue: taken one after the
    # other, they would look like an outage.
    random.shuffle(missing)
    with (
        connection.open_session() as session,
        # Its threads end with the program: nobody waits for the service after Ctrl-C.
        ThreadPool(connection.CONNECTIONS) as pool,
        tqdm(
            total=len(addresses),
            initial=len(addresses) - len(missing),
            unit="image",
            disable=None,
        ) as bar,
    ):
        for url, why in _failures(
            pool.imap_unordered(partial(_bring, session, folder), missing), bar
        ):
            bar.write(f"{addresses[url]}: {why}", file=sys.stderr)


def _failures(
    outcomes: Iterator[tuple[str, Exception | None]], bar: tqdm
) -> Iterator[tuple[str, Exception]]:
    """What does not come, told as soon as it is clear that this is no outage."""
    unavailable = []
    for url, why in outcomes:
        bar.update(why is None)
        if isinstance(why, Unavailable):
            unavailable.append((url, why))
            if len(unavailable) == OUTAGE:
                raise why
            continue
        yield from unavailable
        unavailable.clear()
        if why:
            yield url, why
    yield from unavailable


def _bring(
    session: requests.Session, folder: Path, url: str
) -> tuple[str, Refused | Unavailable | None]:
    try:
        keep(folder, url, fetch(session, url))
    except (Refused, Unavailable) as why:
        return url, why
    return url, None


def fetch(session: requests.Session, url: str) -> bytes:
    """A JPEG image that `decode` accepts.

    Raises
    ------
    Refused
        If there is no such image.
    Unavailable
        If it did not come, though it was asked for several times.
    """
    for tried in range(connection.PATIENCE.tries):
        time.sleep(connection.PATIENCE.pause(tried))
        try:
            content = _body(session, url)
            decode(content)
        except Garbled as error:
            why = error
        else:
            return content
    raise Unavailable(str(why))


def _body(session: requests.Session, url: str) -> bytes:
    try:
        answer = connection.ask(session, url)
    except requests.RequestException as error:
        raise Unavailable(connection.reason(error)) from error
    with answer:
        if answer.status_code in connection.PASSING:
            raise Unavailable(connection.status(answer))
        if answer.status_code != requests.codes.ok:
            raise Refused(connection.status(answer))
        try:
            return answer.content
        except requests.RequestException as error:
            raise Garbled(connection.reason(error)) from error
