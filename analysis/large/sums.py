"""One pass over a set: the sums that the fit needs, part by part."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.images.reading import chunks
from analysis.large.images import Images

PIECE = 1 << 16
AT_ONCE = 2  # chunks in memory: one is read while the other is multiplied


@dataclass(frozen=True)
class Sums:
    """Sums over galaxies, where B has a row for each: its image less the origin.

    Attributes
    ----------
    count : galaxies
    total : array of shape (pixels,), float64, the sum of the rows of B
    squares : sum of the squares of B
    product : array of shape (pixels, k), B'B times a block, of the block's type
    """

    count: int
    total: np.ndarray
    squares: float
    product: np.ndarray

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count + other.count,
            self.total + other.total,
            self.squares + other.squares,
            self.product + other.product,
        )

    @property
    def variance(self) -> float:
        """Sum of the squares about the mean."""
        return self.squares - float(self.total @ self.total) / self.count

    def about_the_mean(self, block: np.ndarray) -> np.ndarray:
        """C'C times the block, where the rows of C are images less the mean of all.

        C = B - 1 m' with m the mean of the rows of B, hence C'C = B'B - n m m'.
        """
        mean = self.total / self.count
        along = self.count * (mean @ block)
        return self.product - np.outer(mean, along).astype(block.dtype)


def sums_of(flat: np.ndarray, origin: np.ndarray, block: np.ndarray) -> Sums:
    """The sums over some images.

    Parameters
    ----------
    flat : array of shape (n, pixels), float32
    origin : array of shape (pixels,), float32
        Close to the mean, so that little is lost in single precision where the mean is far larger
        than what varies about it.
    block : array of shape (pixels, k), whose type is the precision of the product
    """
    rows = (flat - origin).astype(block.dtype, copy=False)
    return Sums(
        len(rows),
        (np.ones(len(rows), rows.dtype) @ rows).astype(np.float64),
        _squares(rows),
        rows.T @ (rows @ block),
    )


def _squares(rows: np.ndarray) -> float:
    """Sum of squares; a long sum in single precision would lose digits, hence in pieces."""
    pieces = chunks(len(rows), max(1, PIECE // rows.shape[1]))
    return sum(float(np.vdot(rows[piece], rows[piece])) for piece in pieces)


def over_chunks(
    images: Images,
    origin: np.ndarray,
    block: np.ndarray,
    done: tuple[int, Sums] | None = None,
    keep: Callable[[int, Sums], None] = lambda chunks_done, sums: None,
) -> Sums:
    """The sums over a set, one chunk after the other: always the same to the last bit.

    Parameters
    ----------
    done : how many chunks have been summed up already, and their sums
    keep : told the same after every chunk
    """
    nothing = Sums(0, np.zeros(len(block)), 0.0, np.zeros_like(block))
    number, sums = done or (0, nothing)
    parts = chunks(len(images))[number:]
    for part in _in_order(lambda chunk: sums_of(images.rows(chunk), origin, block), parts):
        number, sums = number + 1, sums + part
        keep(number, sums)
    return sums


def _in_order(compute: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Results in the order of their items, two computed at a time."""
    waiting: deque = deque()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for item in items:
            waiting.append(threads.submit(compute, item))
            if len(waiting) > AT_ONCE:  # the last one starts as soon as a thread is free
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
