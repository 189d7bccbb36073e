"""Images as files that everybody can read: JPEG and JPEG 2000, as Pillow writes them."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from analysis.approximation.codecs.coded import Coded
from analysis.runtime.parallel import over_galaxies

QUALITIES = (1, 5, 10, 20, 35, 50, 70, 85, 95)
RATES = 2.0 ** np.arange(-6, 2)
"""Bits per pixel that JPEG 2000 is asked for."""
DEPTH = 8


def jpeg_files(images: np.ndarray) -> Coded:
    """Each image (galaxies, side, side) at several qualities, with tables fitted to it.

    References
    ----------
    Wallace (1991), Commun. ACM 34(4), 30.
    """
    settings = [{"format": "JPEG", "quality": q, "optimize": True} for q in QUALITIES]
    return _files("JPEG", images, settings)


def jpeg2000_files(images: np.ndarray) -> Coded:
    """Each image (galaxies, side, side) as a bare stream at several rates.

    References
    ----------
    Taubman & Marcellin (2002), JPEG2000.
    """
    shared = {"format": "JPEG2000", "irreversible": True, "no_jp2": True, "quality_mode": "rates"}
    settings = [shared | {"quality_layers": [float(DEPTH / rate)]} for rate in RATES]
    return _files("JPEG 2000", images, settings)


def _files(name: str, images: np.ndarray, settings: list[dict[str, Any]]) -> Coded:
    """Both formats take whole numbers: pixels are rounded, the errors are those of the image."""

    def store(image: np.ndarray) -> list[tuple[int, float]]:
        picture = Image.fromarray(np.clip(np.rint(image), 0, 255).astype(np.uint8))
        return [_store(picture, image, options) for options in settings]

    table = np.array(over_galaxies(store, images), dtype=np.float64)
    return Coded(name, table[..., 0], table[..., 1])


def _store(picture: Image.Image, image: np.ndarray, options: dict[str, Any]) -> tuple[int, float]:
    """Bits of the whole file, and the squared error."""
    file = BytesIO()
    picture.save(file, **options)
    with Image.open(file) as read:
        rebuilt = np.asarray(read, dtype=np.float64)
    return 8 * file.tell(), float(np.square(image - rebuilt).sum())
