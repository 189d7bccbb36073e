"""Runs after ``quarto render``: puts the pages where the report's other files are, and smaller."""

import os
import re
import shutil
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image

FIGURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
UNCHANGED = " !$()*+,-./:;=?@[]^_`{|}~'"  # besides letters and digits, within double quotes
PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
# Who made the file, names of glyphs, white space between elements; then what stands for itself.
NOISE = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->|(?<=>)\s+(?=<)", re.DOTALL)
IDENTIFIER = re.compile(r'\s+id="([^"]*)"')
REFERENCE = re.compile(r'((?:href="|url\()#)([^")]+)')
PLACED = re.compile(r'(<use [^>]*)transform="translate\((\S+) 0\)"/>')
PATH = re.compile(r'\bd="([^"]*)"')
QUOTED = re.compile(r'="([^"\']*)"')


def figures_as_text(page: Path) -> None:
    """Write the figures in an HTML page as text instead of base64, and slimmer.

    The pictures within a figure are base64 already. Twice of it makes them larger by a third.
    """

    def as_text(match: re.Match[str]) -> str:
        return "data:image/svg+xml," + quote(slim(b64decode(match[1]).decode()), safe=UNCHANGED)

    page.write_text(FIGURE.sub(as_text, page.read_text("utf-8")), "utf-8")


def slim(graphic: str) -> str:
    """An SVG file of Matplotlib's that looks the same, without what only its writer can use."""
    graphic = NOISE.sub("", graphic)
    graphic = PICTURE.sub(_smaller, graphic)
    graphic = _renamed(graphic)
    graphic = PLACED.sub(r'\1x="\2"/>', graphic)
    graphic = PATH.sub(lambda path: f'd="{_tight(path[1])}"', graphic)
    # Single quotes need no escape where the file stands in double ones.
    return QUOTED.sub(r"='\1'", re.sub(r"\s+", " ", graphic))


def _smaller(found: re.Match[str]) -> str:
    """A picture as lossless WebP, if that is smaller than PNG."""
    before = b64decode(found[1])
    after = webp(Image.open(BytesIO(before)))
    kind, content = min(("png", before), ("webp", after), key=lambda one: len(one[1]))
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def webp(picture: Image.Image) -> bytes:
    """A picture as a WebP file, without loss."""
    file = BytesIO()
    picture.convert("RGB").save(file, "WEBP", lossless=True, quality=100)
    return file.getvalue()


def _renamed(graphic: str) -> str:
    """Without identifiers that nothing refers to, and with short ones."""
    used = dict.fromkeys(name for _, name in REFERENCE.findall(graphic))
    short = {name: f"i{number}" for number, name in enumerate(used)}
    graphic = IDENTIFIER.sub(
        lambda found: f' id="{short[found[1]]}"' if found[1] in short else "", graphic
    )
    return REFERENCE.sub(lambda found: found[1] + short[found[2]], graphic)


def _tight(path: str) -> str:
    """A path's commands without the spaces that its letters make unnecessary."""
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", path.strip())


def main() -> None:
    """Collect what Quarto has written."""
    output = Path(os.environ["QUARTO_PROJECT_OUTPUT_DIR"])
    for page in (output / "report").glob("report.*"):
        page.replace(output / page.name)
    if (output / "report.html").is_file():
        figures_as_text(output / "report.html")
    shutil.rmtree(output / "report")  # the drawn figures, which both pages have in them


if __name__ == "__main__":
    main()
