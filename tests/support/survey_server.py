"""A service like the survey's on this machine, which misbehaves as it is told."""

import io
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image

SIDE = 256


def galaxy(number: int, side: int = SIDE) -> np.ndarray:
    """An image that tells its number: a disc on noise, shape (side, side, 3)."""
    generator = np.random.default_rng(number)
    y, x = np.mgrid[:side, :side] - side / 2
    disc = 150 * np.exp(-np.hypot(x, y) / (10 + number % 30))
    noise = generator.normal(30 + number % 60, 8, (side, side, 3))
    return np.clip(disc[..., None] + noise, 0, 255).astype(np.uint8)


def jpeg(pixels: np.ndarray, kind: str = "JPEG") -> bytes:
    """The image as a file."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


class Survey:
    """What is served, how often it was asked for, and what goes wrong on the way.

    Attributes
    ----------
    images : content by the right ascension that is asked for, as text
    file : content of the one large file, at any other path
    faults : what the next requests for something get instead, each a function of a handler and
        the content; None is the content itself
    asked : how often each thing was asked for
    headers : of every request
    at_once, most_at_once : requests that are being answered
    """

    def __init__(self) -> None:
        self.images: dict[str, bytes] = {}
        self.file = b""
        self.faults: dict[str, deque[Callable | None]] = {}
        self.always: Callable | None = None
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.address = ""

    def misbehave(self, key: str, *faults: Callable | None) -> None:
        """Answer the next requests for something like this."""
        self.faults[key] = deque(faults)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        parts = urlsplit(handler.path)
        key = parse_qs(parts.query)["ra"][0] if parts.query else "file"
        with self.lock:
            self.asked[key] += 1
            self.headers.append(dict(handler.headers))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            waiting = self.faults.get(key)
            fault = waiting.popleft() if waiting else self.always
        try:
            content = self.file if key == "file" else self.images.get(key)
            if content is None:
                fault = status(404)
            (fault or whole)(handler, content)
        finally:
            with self.lock:
                self.at_once -= 1


class Quiet(ThreadingHTTPServer):
    """A server to which clients may hang up."""

    def handle_error(self, *_):
        pass


@contextmanager
def serving():
    """A survey that answers at its `address`."""
    survey = Survey()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self):
            survey.answer(self)

        def log_message(self, *_):
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    survey.address = f"http://127.0.0.1:{server.server_port}/viewer/jpeg-cutout"
    try:
        yield survey
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler, content, code=200, sends=None, **headers):
    """Send an answer; of its content only the first `sends` bytes, then hang up."""
    handler.send_response(code)
    headers = {"Content_Type": "image/jpeg", "Content_Length": len(content), **headers}
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(content[:sends])
    if sends is not None:
        hang_up(handler)


def hang_up(handler, _content=None):
    """Close the connection."""
    handler.close_connection = True


def whole(handler, content):
    """The content, or the part of it that is asked for, as a good server sends it."""
    asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    start = int(asked[1]) if asked else 0
    total = len(content)
    if not asked:
        send(handler, content)
    elif start >= total:
        send(handler, b"", 416, Content_Range=f"bytes */{total}")
    else:
        told = f"bytes {start}-{total - 1}/{total}"
        send(handler, content[start:], 206, Content_Range=told)


def status(code, **headers):
    """An error."""
    return lambda handler, _: send(handler, b"no", code, **headers)


def silent(seconds):
    """No answer for some time."""

    def wait(handler, _):
        time.sleep(seconds)
        hang_up(handler)

    return wait


def truncated(sends):
    """The content, but the connection breaks after some bytes."""

    def send_part(handler, content):
        asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        if asked:
            start, total = int(asked[1]), len(content)
            told = f"bytes {start}-{total - 1}/{total}"
            send(handler, content[start:], 206, sends, Content_Range=told)
        else:
            send(handler, content, sends=sends)

    return send_part


def instead(content, **headers):
    """Something else with status 200."""
    return lambda handler, _: send(handler, content, **headers)


def redirect(to):
    """Elsewhere; the query is kept."""

    def send_away(handler, _):
        query = urlsplit(handler.path).query
        send(handler, b"", 302, Location=f"{to}?{query}" if query else to)

    return send_away


HTML = instead(b"<html><body>Scheduled maintenance</body></html>", Content_Type="text/html")
GARBAGE = instead(bytes(range(256)) * 40)
