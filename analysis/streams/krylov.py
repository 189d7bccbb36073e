"""The leading singular vectors of a matrix that is only ever multiplied with blocks.

C has a row for each image. Every pass multiplies C'C with a block of vectors, the basis grows by
that block, and the eigenpairs of C'C within all that was found (Rayleigh and Ritz) approximate
singular values and right singular vectors of C. What the product has outside the basis is the next
block. No power is wasted, other than in subspace iteration: the basis spans all polynomials in
C'C up to the number of passes (Musco & Musco 2015, NeurIPS 28; Golub & Underwood 1977; for the
random start Halko, Martinsson & Tropp 2011, SIAM Rev. 53, 217). Full reorthogonalisation; a basis
that has grown long is compressed to its leading pairs, which is a thick restart
(Wu & Simon 2000, SIAM J. Matrix Anal. Appl. 22, 602).
"""

from dataclasses import dataclass, replace

import numpy as np

LONGEST, KEPT = 9, 4  # vectors in a basis before it is compressed, and after, for each wanted one
ZERO = 1e-12  # of the largest value: less is not told from nothing


@dataclass(frozen=True)
class Krylov:
    """What is known after some passes.

    Attributes
    ----------
    block : array of shape (pixels, k)
        Orthonormal vectors to be multiplied next, without columns where nothing is left to find.
    vectors, products : arrays of shape (pixels, dimension)
        The orthonormal basis, and C'C times it.
    values : array of shape (rank,), descending
        Ritz values: the leading eigenvalues of C'C, from below.
    residual : float
        The largest norm of C'C v - value v over the pairs, relative to the value. As much from
        each value, relative to it, there is an eigenvalue.
    error : float
        Estimate of the largest relative error of the singular values, see `grown`.
    passes : int
    """

    block: np.ndarray
    vectors: np.ndarray
    products: np.ndarray
    values: np.ndarray
    residual: float = np.inf
    error: float = np.inf
    passes: int = 0

    def ritz_vectors(self, number: int) -> np.ndarray:
        """The leading so many approximate singular vectors, shape (pixels, number)."""
        _, combinations = _eigenpairs(self.vectors, self.products)
        return self.vectors @ combinations[:, :number]


def begin(start: np.ndarray) -> Krylov:
    """Nothing is known but where to start, an array of shape (pixels, k).

    Its type is the precision of all that follows.
    """
    nothing = np.empty((len(start), 0), start.dtype)
    return Krylov(_orthonormal(start, nothing), nothing, nothing, np.empty(0))


def grown(known: Krylov, product: np.ndarray, rank: int) -> Krylov:
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
    product : array of shape (pixels, k), C'C times `known.block`
    rank : how many singular values are wanted
    """
    vectors = np.hstack([known.vectors, known.block])
    products = np.hstack([known.products, product])
    values, combinations = _eigenpairs(vectors, products)
    leading, pairs = values[:rank], combinations[:, :rank]
    residual = _residual(vectors, products, leading, pairs)
    block = _orthonormal(product, vectors)
    if not block.shape[1]:
        residual, error = 0.0, 0.0
    else:
        error = max(residual**2 / 2, _lacking(known.values, leading, residual / known.residual))
    if vectors.shape[1] > LONGEST * rank:
        kept = combinations[:, : KEPT * rank]
        vectors, products = vectors @ kept, products @ kept
    return replace(
        known,
        block=block,
        vectors=vectors,
        products=products,
        values=leading,
        residual=residual,
        error=error,
        passes=known.passes + 1,
    )


def _eigenpairs(vectors: np.ndarray, products: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ritz values, descending, and the combinations of the basis that belong to them."""
    projected = (vectors.T @ products).astype(np.float64)
    values, combinations = np.linalg.eigh((projected + projected.T) / 2)
    return np.maximum(values[::-1], 0), combinations[:, ::-1].astype(vectors.dtype)


def _residual(
    vectors: np.ndarray, products: np.ndarray, values: np.ndarray, pairs: np.ndarray
) -> float:
    rest = products @ pairs - vectors @ (pairs * values.astype(pairs.dtype))
    return float(np.max(np.linalg.norm(rest, axis=0) / _size(values)))


def _lacking(before: np.ndarray, values: np.ndarray, ratio: float) -> float:
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
        precise = block[:, there].astype(np.float64) / size[there]
        squares, combinations = np.linalg.eigh(precise.T @ precise)
        there = squares > max(1e-8, 100 * precision) ** 2
        block = (precise @ (combinations[:, there] / np.sqrt(squares[there]))).astype(block.dtype)
        before = np.ones(block.shape[1])
    return block
