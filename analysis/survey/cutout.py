"""One image of the cutout service: its address, and whether what came is an image of the sky."""

from io import BytesIO
from urllib.parse import urlencode

import numpy as np
from PIL import Image

from analysis.images.stretch import PIXEL
from analysis.survey.catalogue import Position
from analysis.survey.connection import Garbled, Refused

SERVICE = "https://www.legacysurvey.org/viewer/jpeg-cutout"
LAYER = "ls-dr9"
SIDE = 256

LARGEST_BLANK = 0.25
"""Share of an image that may have one colour: what the survey has not observed is filled with one.

The largest share in 256 images of spirals is 7 %, of sky that is exactly black.
"""


def address(service: str, position: Position) -> str:
    """URL of the image of a position."""
    query = {
        "ra": f"{position.ra:.6f}",
        "dec": f"{position.dec:.6f}",
        "size": SIDE,
        "layer": LAYER,
        "pixscale": PIXEL,
    }
    return f"{service}?{urlencode(query)}"


def decode(content: bytes) -> np.ndarray:
    """Pixels of a JPEG image, shape (256, 256, 3), uint8.

    Raises
    ------
    Garbled
        If this is no whole JPEG image.
    Refused
        If it is one of another size, or of a place that the survey has not observed.
    """
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as image:
            if image.size != (SIDE, SIDE):
                raise Refused(
                    f"the image is {image.width} x {image.height} pixels, not {SIDE} x {SIDE}"
                )
            pixels = np.asarray(image.convert("RGB"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Garbled("what came is no whole JPEG image") from error
    _check_observed(pixels)
    return pixels


def _check_observed(pixels: np.ndarray) -> None:
    if any((band == band[0, 0]).all() for band in np.moveaxis(pixels, -1, 0)):
        raise Refused("the position is outside the survey's footprint (the image is blank)")
    colours = pixels @ np.array([1, 1 << 8, 1 << 16], np.int32)
    _, counts = np.unique(colours, return_counts=True)
    blank = counts.max() / colours.size
    if blank > LARGEST_BLANK:
        raise Refused(
            "the position is outside the survey's footprint or at its edge "
            f"({blank:.0%} of the image is blank)"
        )
