"""One basis for all galaxies and for everything that turning and mirroring makes of them.

A square has eight symmetries, which make eight views of an image. The inner products of all views
of all images need not be computed: every image is a sum of parts that behave differently under
the symmetries and are orthogonal to those of any other image (Serre 1977, Linear Representations
of Finite Groups, section 2.6). Four such parts keep or change their sign, so that the eight views
of one image count as one; in the fifth, what is odd under half a turn, they count as two.
"""

from collections.abc import Iterator

import numpy as np

from analysis.approximation.common_basis import SampleBasis, right_vectors
from analysis.approximation.svd import signs

VIEWS = 8
EVEN, ODD = 1, -1


def fit_symmetric_basis(images: np.ndarray, rank: int) -> SampleBasis:
    """The basis of all eight views of every image about their mean, as `fit_basis` has it.

    Vectors that are odd under half a turn come in pairs of equal singular values, of which the one
    that is even from top to bottom comes first, and its transpose second.

    Parameters
    ----------
    images : array of shape (n, side, side), the side even
    rank : how many vectors are wanted; there may be fewer
    """
    origin = images.mean(axis=0, dtype=np.float64)
    for turn in (np.flipud, np.fliplr, np.transpose):
        origin = (origin + turn(origin)) / 2
    parts = [*_parts(images - origin, rank)]
    values = np.concatenate([values for values, _ in parts])
    vectors = np.concatenate([vectors for _, vectors in parts]).reshape(len(values), origin.size)
    # Where one part is empty, its own rounding is all that is in it.
    rounding = np.sqrt(np.finfo(np.float64).eps * VIEWS * images.size) * values.max(initial=0)
    order = np.argsort(-values, kind="stable")[:rank]
    order = order[values[order] > rounding]
    vectors = vectors[order]
    vectors *= signs(vectors)[:, None]
    return SampleBasis(origin.ravel(), vectors, values[order], images.shape[1:])


def _parts(images: np.ndarray, rank: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Leading singular values (k,) and right vectors (k, side, side) of each part's views."""
    for parity in (EVEN, ODD):
        quarters = _folded(images, parity, parity)
        for transposed in (EVEN, ODD):
            values, vectors = _right(quarters + transposed * quarters.transpose(0, 2, 1), rank)
            yield np.sqrt(VIEWS) / 2 * values, _unfolded(vectors, parity, parity)
    # Half of the views have an image's own part here, the others that of its transpose.
    both = [_folded(images, EVEN, ODD), _folded(images, ODD, EVEN).transpose(0, 2, 1)]
    values, vectors = _right(np.concatenate(both), rank)
    unfolded = _unfolded(vectors, EVEN, ODD)
    pairs = np.stack([unfolded, unfolded.transpose(0, 2, 1)], axis=1)
    yield np.sqrt(VIEWS / 2) * np.repeat(values, 2), pairs.reshape(-1, *images.shape[1:])


def _right(quarters: np.ndarray, rank: int) -> tuple[np.ndarray, np.ndarray]:
    """Leading singular values (k,) and right vectors (k, half, half) of quarters of images."""
    values, vectors = right_vectors(quarters.reshape(len(quarters), -1))
    return values[:rank], vectors[:rank].reshape(-1, *quarters.shape[1:])


def _folded(images: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """A quarter, (n, half, half), of what is even or odd from top to bottom and left to right.

    Scaled such that the inner product of two quarters is that of what they are quarters of.
    """
    half = images.shape[1] // 2
    upper = images[:, :half] + rows * images[:, ::-1][:, :half]
    return (upper[..., :half] + columns * upper[..., ::-1][..., :half]) / 2


def _unfolded(quarters: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Images (n, side, side) of their quarters (n, half, half); the inverse of `_folded`."""
    upper = np.concatenate([quarters, columns * quarters[..., ::-1]], axis=2)
    return np.concatenate([upper, rows * upper[:, ::-1]], axis=1) / 2
