"""The command that makes a report again."""

from shlex import quote

from analysis.images.reading import KEY
from analysis.results.report import DOWNSAMPLE


def command(file: str | None, key: str, galaxy: int | None, downsample: int, full: bool) -> str:
    """What to type, with the file of images, if there is one, in the folder where it is typed."""
    words = ["make report"]
    if file is not None:
        words.append(f"DATA={quote(file)}")
    if key != KEY:
        words.append(f"KEY={quote(key)}")
    if galaxy is not None:
        words.append(f"GALAXY={galaxy}")
    if downsample != DOWNSAMPLE:
        words.append(f"DOWNSAMPLE={downsample}")
    if full:
        words.append("FULL=1")
    return " ".join(words)
