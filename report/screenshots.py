"""Takes the pictures of the report that the README shows: ``make screenshots``."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from analysis.runtime.command_line import exit_status_of
from analysis.runtime.errors import UsageError
from report.browser import PROGRAMS, opened, program

FOLDER = Path(__file__).with_name("screenshots")
QUALITY = 82
DESKTOP = ViewportSize(width=1180, height=800)

Scheme = Literal["light", "dark"]


def main() -> int:
    """Photograph the page named on the command line; the exit status."""
    return exit_status_of(take, Path(sys.argv[1]), interrupted="some pictures may be new already")


def take(page: Path) -> None:
    """Write the pictures into the folder beside this file."""
    if not page.is_file():
        raise UsageError(f"there is no report at {page}; make one with `make report`")
    browser_path = program()
    if browser_path is None:
        raise UsageError(f"pictures need a browser on the PATH: one of {', '.join(PROGRAMS)}")
    FOLDER.mkdir(exist_ok=True)
    with opened(browser_path) as browser:
        for scheme in get_args(Scheme):
            for name, picture in _pictures(browser, page.resolve().as_uri(), scheme).items():
                path = FOLDER / f"{name}-{scheme}.webp"
                Image.open(BytesIO(picture)).save(path, quality=QUALITY)
                print(path.relative_to(FOLDER.parent.parent))


def _pictures(browser: Browser, address: str, scheme: Scheme) -> dict[str, bytes]:
    """PNG files by name: one galaxy from fewer and fewer numbers, and something to play with."""
    page = browser.new_page(viewport=DESKTOP, color_scheme=scheme, device_scale_factor=2)
    page.goto(address)
    page.wait_for_function("document.querySelector('#explore-rank output[name=said]').value")
    shown = {"five-ways": "#fig-overview", "rank-slider": "#explore-rank"}
    return {name: page.locator(place).screenshot() for name, place in shown.items()}


if __name__ == "__main__":
    sys.exit(main())
