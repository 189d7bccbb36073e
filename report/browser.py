"""A real browser without a window, for pictures of the page and for its tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OFFLINE = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def program() -> str | None:
    """The browser's path, None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def opened(path: str) -> Iterator[Browser]:
    """The browser at a path, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OFFLINE)
        try:
            yield browser
        finally:
            browser.close()
