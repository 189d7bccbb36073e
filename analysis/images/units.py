"""The unit of stored pixel values: which become 0 and 255, and which are no values at all."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from analysis.images.borders import on_border

BYTES, FRACTIONS, OWN = "bytes", "fractions", "own range"
DOCUMENTED = ("uint8", "uint16", "uint32", "int16", "int32", "int64", "float32", "float64")
TAIL = 1e-3  # share of an image's pixels at either end that decide nothing
BRIGHT = 0.1  # share of the full range that a set in known units reaches somewhere
ABSURD = 1000.0  # times the range of all others
# What programs write where nothing was measured; those beyond, such as netCDF's, are no fluxes.
FILLS, BEYOND = (-9999.0, -999.0, -1e20, 1e20), 1e30


@dataclass(frozen=True)
class Extent:
    """How far the pixels of images reach, arrays of shape (images,) but for `constant`.

    Attributes
    ----------
    low, high : extreme values
    bottom, top : values that a thousandth of the pixels is below, and above
    sky : median of the border's pixels
    constant : whether a band is the same everywhere, shape (images, 3)
    """

    low: np.ndarray
    high: np.ndarray
    bottom: np.ndarray
    top: np.ndarray
    sky: np.ndarray
    constant: np.ndarray


@dataclass(frozen=True)
class Unit:
    """What brings pixels to 0 to 255: `scale` times the pixel plus `offset`; and by which rule."""

    rule: str
    scale: float
    offset: float


def extent(images: np.ndarray) -> Extent:
    """How far images of shape (n, side, side, 3) reach."""
    lowest, highest = images.min(axis=(1, 2)), images.max(axis=(1, 2))  # of each band
    low, high = lowest.min(axis=1), highest.max(axis=1)
    bottom, top = low, high
    if images.dtype.itemsize > 1:  # bytes have no room for what is beyond the rest
        bottom, top = np.quantile(images.reshape(len(images), -1), (TAIL, 1 - TAIL), axis=1)
    sky = np.median(images[:, on_border(images.shape[1])], axis=(1, 2))
    return Extent(low, high, bottom, top, sky, lowest == highest)


def joined(parts: list[Extent]) -> Extent:
    """Of all images of several parts of a set."""
    return Extent(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(Extent)
        }
    )


def unit(found: Extent, dtype: np.dtype) -> Unit:
    """The unit of a set.

    Bytes stay as they are, in whatever type: numbers of which all but extreme pixels are within 0
    to 255, if they are whole or some image is not dark. Floats up to 1, of which the same holds,
    are fractions of 255. Anything else is mapped linearly from its own range, that of all but a
    thousandth of the pixels at either end of any image.
    """
    rule = _known(found, dtype)
    if rule:
        return rule
    bottom, top = _range(found)
    scale = 255.0 / (top - bottom)
    return Unit(OWN, scale, 0.0 - scale * bottom)


def too_narrow(found: Extent, dtype: np.dtype) -> bool:
    """Whether a set of no known unit has a range that its type cannot tell 255 values of apart."""
    if _known(found, dtype):
        return False
    bottom, top = _range(found)
    precise = np.finfo(dtype) if dtype.kind == "f" else None
    step = max(precise.tiny, precise.eps * max(-bottom, top)) if precise else 0.0
    return bool(top - bottom <= 255 * step)


def _known(found: Extent, dtype: np.dtype) -> Unit | None:
    """Bytes or fractions, if the set is in either."""
    bottom, top = _range(found)
    if bottom >= 0 and (dtype.kind in "ui" or top >= BRIGHT * 255) and top <= 255:
        return Unit(BYTES, 1.0, 0.0)
    if bottom >= 0 and BRIGHT <= top <= 1:
        return Unit(FRACTIONS, 255.0, 0.0)
    return None


def _range(found: Extent) -> tuple[float, float]:
    """Of all images, without their extreme pixels."""
    return float(found.bottom.min()), float(found.top.max())


def absurd(found: Extent) -> np.ndarray:
    """Whether an image has a pixel that is far beyond all others, or is itself, shape (n,)."""
    size = np.maximum(np.abs(found.bottom), np.abs(found.top))
    highest = np.maximum(np.abs(found.low), np.abs(found.high))
    return (highest > min(ABSURD * size.max(), BEYOND)) | (size > ABSURD * np.median(size))


def of_type(values: Iterable[float], dtype: np.dtype) -> np.ndarray:
    """Those of some values that a type, one of `DOCUMENTED`, can hold."""
    if dtype.kind == "f":
        with np.errstate(over="ignore"):
            return np.array(list(values), np.float64).astype(dtype)
    limits = np.iinfo(dtype)
    whole = [int(value) for value in values if math.isfinite(value) and value == int(value)]
    return np.array([value for value in whole if limits.min <= value <= limits.max], dtype)


def marked(found: Extent, dtype: np.dtype) -> np.ndarray:
    """Whether an extreme value of an image is one that marks a missing pixel, shape (n,)."""
    # Of whole numbers the lowest of all is FITS's mark, and what becomes of NaN.
    lowest = [np.iinfo(dtype).min] if dtype.kind == "i" else []
    marks = of_type([*FILLS, *lowest], dtype)
    return np.isin(found.low, marks) | np.isin(found.high, marks)
