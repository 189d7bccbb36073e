"""The command that makes a report again, and the code that draws one of its figures."""

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


def code(call: str, name: str, file: str | None, **chosen: int | str | bool | None) -> str:
    """What to run in this folder, with the file of images in it, to draw a figure.

    Parameters
    ----------
    call : of the drawing function, with what it draws
    name : of the figure
    file : None for images that the report finds or simulates
    chosen : other arguments of `analysis.results.report.compute`; those not chosen are left out
    """
    given = [] if file is None else [repr(file)]
    given += [
        f"{key}={value!r}"
        for key, value in chosen.items()
        if value is not None and value is not False
    ]
    return (
        "from analysis import figures\n"
        "from analysis.results.report import compute\n"
        f"run, made = compute({', '.join(given)})\n"
        "with figures.style.style():  # some ticks are chosen as late as when it is saved\n"
        f"    {call}.savefig({f'{name}.svg'!r})\n"
    )
