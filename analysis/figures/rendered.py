"""Figures as SVG files: curves and words as vectors, images pixel for pixel as they are."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from analysis.figures.style import style

EMBEDDED = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
PALETTE = 256


@dataclass(frozen=True)
class Rendered:
    """A drawn figure: the bytes of its SVG file, and its width in inches."""

    content: bytes
    width: float


def render(draw: Callable[..., Figure], *results: Any) -> Rendered:
    """Draw ``draw(*results)`` into a file's bytes."""
    figure = draw(*results)
    buffer = BytesIO()
    with style():
        # No date: equal figures are equal bytes.
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return Rendered(compact(buffer.getvalue()), figure.get_figwidth())


def compact(graphic: bytes) -> bytes:
    """An SVG file whose embedded PNG pictures are the same, pixel for pixel, but smaller.

    Matplotlib writes four bytes a pixel; a picture in grey or in at most 256 colours needs one.
    """
    return EMBEDDED.sub(_compacted, graphic)


def _compacted(found: re.Match[bytes]) -> bytes:
    file = BytesIO()
    smallest(Image.open(BytesIO(b64decode(found[1])))).save(file, "PNG", optimize=True)
    return b"data:image/png;base64," + b64encode(file.getvalue())


def smallest(picture: Image.Image) -> Image.Image:
    """An opaque picture in grey levels if it has no others, with a palette if that is enough."""
    colours = np.asarray(picture.convert("RGB"))  # (rows, columns, 3)
    if np.all(colours == colours[..., :1]):
        return Image.fromarray(colours[..., 0])
    used, positions = np.unique(colours.reshape(-1, 3), axis=0, return_inverse=True)
    if len(used) > PALETTE:
        return Image.fromarray(colours)
    indexed = Image.fromarray(positions.reshape(colours.shape[:2]).astype(np.uint8))
    indexed.putpalette(used.tobytes())
    return indexed
