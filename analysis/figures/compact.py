"""Pictures within a vector graphic, in as few bytes as hold every pixel."""

import re
from base64 import b64decode, b64encode
from io import BytesIO

import numpy as np
from PIL import Image

EMBEDDED = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
PALETTE = 256


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
