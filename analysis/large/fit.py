"""Fit the common basis of a set in a few passes over it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.approximation.svd import signs
from analysis.images.precision import EXACT
from analysis.large.images import Images, InMemory, sample
from analysis.large.krylov import Krylov, begin, grown
from analysis.large.sums import AT_ONCE, Sums, over_chunks
from analysis.runtime.errors import InputError
from analysis.runtime.parallel import cores

USUAL_RANK = 64
TOLERANCE = 2e-4  # of singular values, relative; a fifth of what is promised
MOST_PASSES = 30
SAMPLE = 2048
SAMPLE_PASSES = 3
UNFORESEEN = 32  # one in so many vectors of the first block is random, for what the sample lacks
STEEP = 1e-5  # of the largest eigenvalue, where single precision begins to show in the smallest
SEED = 0

Pass = Callable[[Images, np.ndarray, np.ndarray], Sums]


@dataclass(frozen=True)
class CommonBasis:
    """Orthonormal images that best describe a set about its mean.

    Attributes
    ----------
    mean : array of shape (pixels,), float32
    vectors : array of shape (rank, pixels), float32
        Right singular vectors, each with its entry of largest modulus positive.
    singular_values : array of shape (rank,), descending
    variance : sum of the squares of all images about the mean; 0 where it is nothing but rounding
    passes : over the set
    error : estimate of the largest relative error of the singular values
    """

    mean: np.ndarray
    vectors: np.ndarray
    singular_values: np.ndarray
    variance: float
    passes: int
    error: float

    @property
    def shares(self) -> np.ndarray:
        """Of the variance, along each vector, shape (rank,); 0 where all images are the same."""
        return self.singular_values**2 / (self.variance or np.inf)


@dataclass(frozen=True)
class FitState:
    """A fit between two passes: what is known, and the sums besides products in the last pass.

    Attributes
    ----------
    origin : array of shape (pixels,), float32, subtracted from every image in every pass
    mean : array of shape (pixels,), float32, once there was a pass
    """

    known: Krylov
    origin: np.ndarray
    mean: np.ndarray
    variance: float = 0.0

    @property
    def finished(self) -> bool:
        """Whether another pass would change little."""
        return self.known.error <= TOLERANCE or self.known.passes == MOST_PASSES


def usable_rank(rank: int | None, images: Images) -> int:
    """The number of vectors that is asked for; without one the usual, or as many as a set has.

    Raises
    ------
    InputError
        If more are asked for than the set has.
    """
    most = min(len(images) - 1, images.side**2)
    if rank is None:
        return min(USUAL_RANK, most)
    if not 1 <= rank <= most:
        raise InputError(
            f"a basis of rank {rank} cannot be fitted to {len(images)} images of {images.side} x "
            f"{images.side} pixels; choose a rank from 1 to {most}"
        )
    return rank


def fit(
    images: Images,
    rank: int | None,
    sums: Pass = over_chunks,
    progress: FitState | None = None,
    keep: Callable[[FitState], None] = lambda progress: None,
) -> CommonBasis:
    """Fit the leading singular vectors of a set about its mean.

    Parameters
    ----------
    images : of any size
    rank : number of vectors; None for the usual, or as many as the set has
    sums : what makes one pass over the set: in this process, or on many machines
    progress : where an earlier call got to
    keep : told the same before every pass and after the last

    Raises
    ------
    InputError
        If the set has not so many vectors.
    """
    rank = usable_rank(rank, images)
    # More threads than two chunks at once keep busy would only wait for each other.
    with threadpool_limits(max(1, cores() // AT_ONCE), user_api="blas"):
        if progress is None:
            progress = _start(images, rank)
            keep(progress)
        while not progress.finished:
            progress = _advanced(progress, images, rank, sums)
            keep(progress)
        return _basis(progress)


def _start(images: Images, rank: int) -> FitState:
    """Begin with the leading vectors of a sample, and a few random ones for what it lacks."""
    generator = np.random.default_rng(SEED)
    some = InMemory(sample(images, SAMPLE), images.side)
    origin = some.flat.mean(axis=0, dtype=np.float64).astype(np.float32)
    pixels, width = images.side**2, min(rank + max(rank // 4, 8), images.side**2)
    random = generator.standard_normal((pixels, width), np.float32)
    known = begin(random)
    while known.passes < SAMPLE_PASSES and (block := known.next_block()).shape[1]:
        product = over_chunks(some, origin, block).about_the_mean(block)
        known = grown(known, block, product, rank)
    strangers = -(-width // UNFORESEEN)
    start = np.hstack([known.ritz_vectors(width - strangers), random[:, :strangers]])
    steep = known.values[-1] < STEEP * known.values[0]
    return FitState(begin(start.astype(np.float64 if steep else np.float32)), origin, origin)


def _advanced(progress: FitState, images: Images, rank: int, sums: Pass) -> FitState:
    block = progress.known.next_block()
    if not block.shape[1]:
        return replace(progress, known=replace(progress.known, residual=0.0, error=0.0))
    found = sums(images, progress.origin, block)
    mean = (progress.origin + found.total / found.count).astype(np.float32)
    rounding = EXACT**2 * found.count * float(np.vdot(mean, mean))
    return replace(
        progress,
        known=grown(progress.known, block, found.about_the_mean(block), rank),
        mean=mean,
        variance=found.variance if found.variance > rounding else 0.0,
    )


def _basis(progress: FitState) -> CommonBasis:
    known = progress.known
    vectors = known.ritz_vectors(len(known.values)).T
    return CommonBasis(
        progress.mean,
        (vectors * signs(vectors)[:, None]).astype(np.float32),
        np.sqrt(known.values),
        progress.variance,
        known.passes,
        known.error,
    )
