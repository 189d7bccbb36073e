"""Takes the pictures of the report that the README shows: ``make screenshots``."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from analysis.runtime.command_line import exit_status_of
from analysis.runtime.errors import UsageError
from report.browser import PROGRAMS, opened, program

FOLDER = Path(__file__).with_name("screenshots")
QUALITY = 82
DESKTOP = ViewportSize(width=1180, height=800)
PHONE = ViewportSize(width=390, height=780)


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
        for name, picture in _pictures(browser, page.resolve().as_uri()).items():
            path = FOLDER / f"{name}.webp"
            Image.open(BytesIO(picture)).save(path, quality=QUALITY)
            print(path.relative_to(FOLDER.parent.parent))


def _pictures(browser: Browser, address: str) -> dict[str, bytes]:
    """PNG files by name: the first screen, something to play with, and a phone in the dark."""
    desktop = browser.new_page(viewport=DESKTOP)
    desktop.goto(address)
    phone = browser.new_page(viewport=PHONE, color_scheme="dark", device_scale_factor=2)
    phone.goto(address)
    phone.locator("#explore-latents").scroll_into_view_if_needed()
    for page in (desktop, phone):
        page.wait_for_timeout(1000)  # the decoder's first picture
    return {
        "first-screen": desktop.screenshot(),
        "rank-slider": desktop.locator("#explore-rank").screenshot(),
        "phone": phone.screenshot(),
    }


if __name__ == "__main__":
    sys.exit(main())
