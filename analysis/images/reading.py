"""Read a set of galaxy images from HDF5, refusing in one sentence what the report cannot use.

A set may be larger than the memory: it is read in chunks, or a few galaxies at a time.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from analysis.images.greyscale import block_average, greyscale
from analysis.images.layout import BANDS, SIDE_MULTIPLE, check_layout
from analysis.images.light import PROPORTIONAL, STRETCHED, Light, is_stretched
from analysis.images.opening import find_dataset, opened, read, whole_index
from analysis.images.pixels import checked
from analysis.images.units import unit

KEY = "images_spirals"
KEYS = (KEY, "images")
"""Where images are looked for: the worksheet's name, and that of both Galaxy10 sets."""

CHUNK, USUAL_SIDE = 256, 256  # galaxies at once, of as many pixels
AT_ONCE = 16  # galaxies whose stored pixels are held while they are averaged


@dataclass(frozen=True)
class GalaxySet:
    """Colour images as stored, and their greyscale averages in 0 to 255 units, in memory.

    Attributes
    ----------
    images : array of shape (galaxies, side, side, 3), the file's own type and units
    greyscale : array of shape (galaxies, side, side), float32, 0 to 255
    scale, offset : ``greyscale = scale * mean(bands) + offset``; 1 and 0 for images that are 0 to
        255 already
    light : what their values, 0 to 255, say of light
    """

    images: np.ndarray
    greyscale: np.ndarray
    scale: float
    offset: float
    light: Light

    def grey(self, galaxy: int) -> np.ndarray:
        """One greyscale image at double precision, shape (side, side), 0 to 255."""
        return self.scale * greyscale(self.images[galaxy]) + self.offset

    def composite(self, galaxy: int) -> np.ndarray:
        """One colour image to display, shape (side, side, 3), 0 to 1."""
        return np.clip((self.scale * self.images[galaxy] + self.offset) / 255, 0, 1)


@dataclass(frozen=True)
class GalaxyFile:
    """A set of galaxy images in an HDF5 file that was found usable, of any size.

    Attributes
    ----------
    path, key : the file and its dataset; equal contents elsewhere are the same set
    sha256 : of the file, in hexadecimal; None where nobody asked
    shape : (galaxies, side, side, 3), of what is used
    stored_side : of an image in the file, whose middle is used
    dtype : of the pixels, by name
    unit : the rule that says what brings them to 0 to 255, see `analysis.images.units`
    scale, offset : what brings them to 0 to 255, see `GalaxySet`
    sky : median over the galaxies of their borders' median, 0 to 255
    stretched : whether they are pictures in the survey's stretch
    block : side of the blocks of stored pixels over which they are averaged as they are read, 1 for
        none; see `analysis.images.resolution`
    lost : share of the galaxies' variance, beyond their sky's, that averaging loses
    """

    path: Path = field(metadata={"keyed": False})
    key: str
    sha256: str | None
    shape: tuple[int, int, int, int]
    stored_side: int
    dtype: str
    unit: str
    scale: float
    offset: float
    sky: float
    stretched: bool
    block: int = 1
    lost: float = 0.0

    def __len__(self) -> int:
        return self.shape[0]

    @property
    def side(self) -> int:
        """Of an image, in pixels."""
        return self.shape[1]

    @property
    def light(self) -> Light:
        """What pixel values say of light."""
        return STRETCHED if self.stretched else PROPORTIONAL

    @property
    def rounding(self) -> float:
        """Standard deviation of a grey level's rounding, 0 to 255; 0 for floats."""
        if self.dtype.startswith("float"):
            return 0.0
        return self.scale / (math.sqrt(12 * BANDS) * self.block)

    def images(self, galaxies: slice | np.ndarray) -> np.ndarray:
        """Images in the stored unit, of a range of galaxies or of those with ascending indices.

        Returns
        -------
        array of shape (n, side, side, 3)

        Raises
        ------
        InputError
            If they cannot be read.
        """
        with opened(self.path) as file:
            dataset = find_dataset(file, self.path, self.key)
            middle = _middle(self.stored_side, self.side * self.block)
            if self.block == 1:
                return read(dataset, self.path, (galaxies, *middle))
            chosen = np.arange(len(self))[galaxies]
            averages = [
                _averages(read(dataset, self.path, (chosen[some], *middle)), self.block)
                for some in chunks(len(chosen), AT_ONCE)
            ]
            return np.concatenate(averages)

    def greyscale(self, galaxies: slice | np.ndarray) -> np.ndarray:
        """Greyscale images of shape (n, side, side), float32, 0 to 255."""
        return self._to_grey(self.images(galaxies))

    def read(self, galaxies: slice | np.ndarray) -> GalaxySet:
        """Some galaxies as a set in memory."""
        images = self.images(galaxies)
        return GalaxySet(images, self._to_grey(images), self.scale, self.offset, self.light)

    def over_chunks(self, compute: Callable[[GalaxySet], Any]) -> list[Any]:
        """``compute`` of one part of the set after the other, in order."""
        return [compute(self.read(chunk)) for chunk in chunks(len(self))]

    def averages(self, p: int) -> np.ndarray:
        """Greyscale images averaged over p x p pixels, (galaxies, side / p, side / p), float32."""
        return np.concatenate(self.over_chunks(lambda part: block_average(part.greyscale, p)))

    def _to_grey(self, images: np.ndarray) -> np.ndarray:
        return (self.scale * greyscale(images) + self.offset).astype(np.float32)


def chunks(number: int, size: int | None = None) -> list[slice]:
    """Ranges of 256 galaxies, or of another size, the last one of fewer, that make up so many."""
    size = CHUNK if size is None else size
    return [slice(start, min(start + size, number)) for start in range(0, number, size)]


def open_galaxies(
    path: Path, key: str | None, fewest: int, sha256: str | None = None
) -> GalaxyFile:
    """Check a file in the worksheet's format, every pixel of it that is used.

    Of images whose side is not a multiple of 16, the largest middle whose side is one is used.

    Parameters
    ----------
    path : HDF5 file
    key : its dataset of shape (galaxies, side, side, 3), of a type in `DOCUMENTED`; None for the
        usual name, see `KEYS`
    fewest : number of galaxies that are needed
    sha256 : of the file, if it is known

    Raises
    ------
    InputError
        If the file or the images in it cannot be used.
    """
    with opened(path) as file:
        key = usual_key(file, path) if key is None else key
        dataset = find_dataset(file, path, key)
        check_layout(dataset, path, key, fewest)
        number, stored_side = dataset.shape[:2]
        side = stored_side // SIDE_MULTIPLE * SIDE_MULTIPLE
        middle = _middle(stored_side, side)
        parts = chunks(number, max(1, CHUNK * USUAL_SIDE**2 // side**2))
        found = checked(dataset, path, parts, middle)
        dtype = dataset.dtype
    of_set = unit(found, dtype)
    sky = of_set.scale * float(np.median(found.sky)) + of_set.offset
    shape = (number, side, side, BANDS)
    stored = (path, key, sha256, shape, stored_side, str(dtype))
    units = (of_set.rule, of_set.scale, of_set.offset)
    return GalaxyFile(*stored, *units, sky, is_stretched(of_set, sky))


def _middle(side: int, used: int) -> tuple[slice, slice]:
    """Rows and columns of the middle of images of a side, so many pixels wide."""
    start = (side - used) // 2
    return slice(start, start + used), slice(start, start + used)


def _averages(images: np.ndarray, block: int) -> np.ndarray:
    """Means over block x block pixels of colour images (n, side, side, 3), float32."""
    places = [(row, column) for row in range(block) for column in range(block)]
    # Several times as fast as a mean over two short axes.
    total = sum(images[:, row::block, column::block].astype(np.float32) for row, column in places)
    return np.asarray(total / block**2)


def usual_key(file: h5py.File, path: Path) -> str:
    """The first usual name that a file has, or the worksheet's where it has none of them."""
    with whole_index(path):
        there = set(file)  # names, also of links that lead nowhere
    return next((usual for usual in KEYS if usual in there), KEY)
