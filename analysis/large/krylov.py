"""The leading singular vectors of a matrix that is only ever multiplied with blocks.

C has a row for each image. Every pass multiplies C'C with a block of vectors, the basis grows by
that block, and the eigenpairs of C'C within all that was found (Rayleigh and Ritz) approximate
singular values and right singular vectors of C. The next block is what the product has outside the
basis: block Krylov iteration, which finds all that polynomials in C'C can find (Golub & Underwood
1977; Musco & Musco 2015, NeurIPS 28; Halko, Martinsson & Tropp 2011, SIAM Rev. 53, 217). Every
block is orthogonalised against the whole basis, and a basis that has grown long is compressed to
its leading pairs, which is a thick restart (Wu & Simon 2000, SIAM J. Matrix Anal. Appl. 22, 602).
"""

from dataclasses import dataclass, replace

import numpy as np

LONGEST, KEPT = 9, 4  # vectors in a basis before it is compressed, and after, for each wanted one
ZERO = 1e-10  # of the largest value: less is not told from nothing


@dataclass(frozen=True)
class Krylov:
    """What is known after some passes.

    Attributes
    ----------
    outside : array of shape (pixels, k), whose part outside the basis is the next block
    vectors, products : arrays of shape (pixels, dimension)
        The orthonormal basis, and C'C times it.
    projected : array of shape (dimension, dimension), float64, C'C within the basis
    combinations : array of shape (dimension, k), of the basis, that are Ritz vectors
    values : array of shape (rank,), descending
        Ritz values: the leading eigenvalues of C'C, from below.
    residual : float
        The largest norm of C'C v - value v over the pairs, relative to the value. No further than
        that from each value, relative to it, there is an eigenvalue.
    error : float
        Estimate of the largest relative error of the singular values, see `grown`.
    passes : int
    """

    outside: np.ndarray
    vectors: np.ndarray
    products: np.ndarray
    projected: np.ndarray
    combinations: np.ndarray
    values: np.ndarray
    residual: float = np.inf
    error: float = np.inf
    passes: int = 0

    def next_block(self) -> np.ndarray:
        """Orthonormal vectors to multiply, shape (pixels, k); none where nothing is left."""
        return _orthonormal(self.outside, self.vectors)

    def ritz_vectors(self, number: int) -> np.ndarray:
        """The leading so many approximate singular vectors, shape (pixels, number)."""
        return self.vectors @ self.combinations[:, :number]


def begin(start: np.ndarray) -> Krylov:
    """Nothing is known but where to start, an array of shape (pixels, k).

    Its type is the precision of all that follows.
    """
    nothing = np.empty((len(start), 0), start.dtype)
    return Krylov(start, nothing, nothing, np.empty((0, 0)), np.empty((0, 0)), np.empty(0))


def grown(known: Krylov, block: np.ndarray, product: np.ndarray, rank: int) -> Krylov:
    """What is known after another pass.

    The error of the values is estimated: Ritz values approach the eigenvalues from below, and
    what they lack falls as the residual's square (Parlett 1998, The Symmetric Eigenvalue Problem,
    chapter 11). With the ratio q of the squared residuals of this pass and the one before, and the
    change d of the values in this pass, what they lack is d q / (1 - q). After a poor start that is
    too hopeful; but as they lack residual² / gap, and no gap is wider than the value itself, the
    error of its root is not taken for less than residual² / 2.

    Parameters
    ----------
    known : Krylov
    block : array of shape (pixels, k), its `next_block`
    product : array of shape (pixels, k), C'C times the block
    rank : how many singular values are wanted
    """
    vectors = np.hstack([known.vectors, block])
    products = np.hstack([known.products, product])
    projected = _project(known, block, product)
    values, combinations = np.linalg.eigh(projected)
    values, combinations = np.maximum(values[::-1], 0), combinations[:, ::-1].astype(block.dtype)
    wanted = values[:rank]
    residual = _residual(vectors, products, wanted, combinations[:, :rank])
    error = max(residual**2 / 2, _extrapolated(known.values, wanted, residual / known.residual))
    passes = known.passes + 1
    found = Krylov(
        product, vectors, products, projected, combinations, wanted, residual, error, passes
    )
    return _compressed(found, values, KEPT * rank) if len(values) > LONGEST * rank else found


def _compressed(known: Krylov, values: np.ndarray, number: int) -> Krylov:
    """The same with a basis of so many Ritz vectors, whose Ritz values are the first of these."""
    kept = known.combinations[:, :number]
    return replace(
        known,
        outside=known.outside - known.vectors @ (known.vectors.T @ known.outside),
        vectors=known.vectors @ kept,
        products=known.products @ kept,
        projected=np.diag(values[:number]),
        combinations=np.eye(kept.shape[1], dtype=kept.dtype),
    )


def _project(known: Krylov, block: np.ndarray, product: np.ndarray) -> np.ndarray:
    across = (known.vectors.T @ product).astype(np.float64)
    within = (block.T @ product).astype(np.float64)
    return np.block([[known.projected, across], [across.T, (within + within.T) / 2]])


def _residual(
    vectors: np.ndarray, products: np.ndarray, values: np.ndarray, pairs: np.ndarray
) -> float:
    """The largest norm of C'C v - value v, relative to the value."""
    rest = products @ pairs - vectors @ (pairs * values.astype(pairs.dtype))
    return float(np.max(np.linalg.norm(rest, axis=0) / _size(values)))


def _extrapolated(before: np.ndarray, values: np.ndarray, ratio: float) -> float:
    if len(before) < len(values) or ratio >= 1:
        return np.inf
    change = np.max((np.sqrt(values) - np.sqrt(before)) / np.sqrt(_size(values)))
    return float(max(change, 0) * ratio**2 / (1 - ratio**2))


def _size(values: np.ndarray) -> np.ndarray:
    """What the errors of values are compared with."""
    return np.maximum(values, max(ZERO * values[0], np.finfo(float).tiny))


def _orthonormal(block: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """An orthonormal basis of what a block has outside other vectors, without what is rounding."""
    precision = np.finfo(block.dtype).eps
    before = np.linalg.norm(block, axis=0)
    for _ in range(2):  # twice is enough (Giraud et al. 2005, Numer. Math. 101, 87)
        block = block - vectors @ (vectors.T @ block)
        size = np.linalg.norm(block, axis=0)
        there = size > 10 * precision * before
        block = block[:, there] / size[there]
        precise = block.astype(np.float64)
        squares, combinations = np.linalg.eigh(precise.T @ precise)
        there = squares > max(1e-8, 100 * precision) ** 2
        block = block @ (combinations[:, there] / np.sqrt(squares[there])).astype(block.dtype)
        before = np.ones(block.shape[1])
    return block
