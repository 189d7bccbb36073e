"""Figures as SVG files: curves and words as vectors, images pixel for pixel as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from analysis.figures.compact import compact
from analysis.figures.style import RC


@dataclass(frozen=True)
class Rendered:
    """A drawn figure: the bytes of its SVG file, and its width in inches."""

    content: bytes
    width: float


def render(draw: Callable[..., Figure], *results: Any) -> Rendered:
    """Draw ``draw(*results)`` into a file's bytes."""
    figure = draw(*results)
    buffer = BytesIO()
    with matplotlib.rc_context(RC):
        # No date: equal figures are equal bytes.
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return Rendered(compact(buffer.getvalue()), figure.get_figwidth())
