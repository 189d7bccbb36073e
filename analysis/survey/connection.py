"""How a service is asked, by a named client with few connections, and why nothing comes."""

from dataclasses import dataclass
from http import HTTPStatus

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

CONNECTIONS = 4
PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Statuses of an answer that may be another one a little later."""

USER_AGENT = f"low-rank-galaxies/0.1 {requests.utils.default_user_agent()}"


class Refused(Exception):
    """The answer will be the same next time."""


class Garbled(Exception):
    """What came is damaged or something else; the next try may bring it whole."""


class Unavailable(Exception):
    """The service gave no usable answer, however often it was asked."""


@dataclass(frozen=True)
class Patience:
    """How long and how often.

    Attributes
    ----------
    connect, read : seconds until a connection, or the next bytes, count as lost
    tries : of one image whose bytes come damaged, or of a file that does not grow
    backoff : seconds before the second retry, doubled for each further one
    longest : seconds that a service may ask to wait (Retry-After)
    """

    connect: float = 10.0
    read: float = 30.0
    tries: int = 4
    backoff: float = 1.0
    longest: int = 120

    def pause(self, tried: int) -> float:
        """Seconds to wait after so many tries."""
        return self.backoff * 2**tried if tried else 0.0


PATIENCE = Patience()


def open_session() -> requests.Session:
    """A session for several threads that retries what may pass and obeys Retry-After."""
    retry = Retry(
        total=5,
        connect=2,
        read=3,
        status_forcelist=PASSING,
        backoff_factor=PATIENCE.backoff,
        retry_after_max=PATIENCE.longest,
        raise_on_status=False,
    )
    adapter = HTTPAdapter(pool_maxsize=CONNECTIONS, pool_block=True, max_retries=retry)
    session = requests.Session()
    session.headers["User-Agent"] = USER_AGENT
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def ask(session: requests.Session, url: str, **headers: str) -> requests.Response:
    """Ask for something; the answer, whose body is still to be read."""
    return session.get(url, headers=headers, stream=True, timeout=(PATIENCE.connect, PATIENCE.read))


def status(answer: requests.Response) -> str:
    """An answer's status in words."""
    try:
        return f"HTTP {answer.status_code} {HTTPStatus(answer.status_code).phrase}"
    except ValueError:
        return f"HTTP {answer.status_code}"


def reason(error: BaseException) -> str:
    """What went wrong at the bottom, without the objects that it went through."""
    inner = [cause for cause in (getattr(error, "reason", None), *reversed(error.args)) if cause]
    deeper = next((cause for cause in inner if isinstance(cause, Exception)), None)
    return reason(deeper) if deeper else str(error).rpartition("): ")[2]
