"""Figures as files: pixels where they hold images, vectors where they hold curves."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from analysis.figures.style import RC

RESOLUTION = 190


@dataclass(frozen=True)
class Rendered:
    """A drawn figure.

    Attributes
    ----------
    suffix : "png" or "svg"
    content : the file's bytes
    width : inches
    """

    suffix: str
    content: bytes
    width: float


def render(draw: Callable[..., Figure], *results: Any) -> Rendered:
    """Draw ``draw(*results)`` into a file's bytes."""
    figure = draw(*results)
    suffix = "png" if any(axes.images for axes in figure.axes) else "svg"
    buffer = BytesIO()
    # No date and no version: equal figures are equal bytes.
    metadata = {"Software": None} if suffix == "png" else {"Date": None}
    with matplotlib.rc_context(RC):
        figure.savefig(buffer, format=suffix, dpi=RESOLUTION, metadata=metadata)
    return Rendered(suffix, buffer.getvalue(), figure.get_figwidth())
