"""Sets of images that are read a range at a time, as rows of pixels."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis.images.greyscale import block_average, greyscale
from analysis.images.reading import GalaxyFile, chunks

AT_ONCE = 32  # images whose double-precision copies fit in a processor's cache


class Images(Protocol):
    """What a basis is fitted to."""

    @property
    def side(self) -> int:
        """Of an image, in pixels."""

    def __len__(self) -> int: ...

    def rows(self, galaxies: slice) -> np.ndarray:
        """A range of images, shape (n, side²), float32."""


@dataclass(frozen=True)
class InMemory:
    """Images in memory, array of shape (galaxies, side²), float32."""

    flat: np.ndarray
    side: int

    def __len__(self) -> int:
        return len(self.flat)

    def rows(self, galaxies: slice) -> np.ndarray:
        """A range of images, shape (n, side²), float32."""
        return self.flat[galaxies]


@dataclass(frozen=True)
class Streamed:
    """Greyscale images of a file, 0 to 255, averaged over p x p pixels as they are read."""

    galaxies: GalaxyFile
    p: int = 1

    def __len__(self) -> int:
        return len(self.galaxies)

    @property
    def side(self) -> int:
        """Of an averaged image, in pixels."""
        return self.galaxies.side // self.p

    def rows(self, galaxies: slice) -> np.ndarray:
        """A range of images, shape (n, side²), float32."""
        stored = self.galaxies.images(galaxies)
        flat = np.empty((len(stored), self.side**2), np.float32)
        for part in chunks(len(stored), AT_ONCE):
            grey = self.galaxies.scale * greyscale(stored[part]) + self.galaxies.offset
            flat[part] = block_average(grey, self.p).reshape(len(grey), -1)
        return flat


def read_all(images: Images) -> InMemory:
    """All of a set, read once."""
    flat = np.empty((len(images), images.side**2), np.float32)
    for chunk in chunks(len(images)):
        flat[chunk] = images.rows(chunk)
    return InMemory(flat, images.side)


def sample(images: Images, number: int, together: int = 16) -> np.ndarray:
    """About so many images, from runs spread evenly over the set, shape (number, side²).

    Spread, because a set may be sorted by brightness or type; in runs, because single images are
    slow to read.
    """
    if number >= len(images):
        return images.rows(slice(0, len(images)))
    starts = np.linspace(0, len(images) - together, number // together).astype(int)
    some = np.empty((len(starts) * together, images.side**2), np.float32)
    for place, start in enumerate(starts):
        some[place * together :][:together] = images.rows(slice(start, start + together))
    return some
