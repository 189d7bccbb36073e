"""Part 3, first half: singular values of all galaxies, and the chosen one from a truncated SVD."""

from dataclasses import asdict, dataclass, field

import numpy as np

from analysis.approximation.svd import SVD, rank_within, rank_within_free, spectra, stored_numbers
from analysis.comparison.fidelity import fidelity
from analysis.images.reading import GalaxyFile
from analysis.results.missed import Missed, missed

FRACTIONS = (4, 16)
LECTURE_RANKS = (4, 8, 16, 32)
TERMS = 10


@dataclass(frozen=True)
class Rank:
    """One truncation.

    Attributes
    ----------
    rank, fraction : singular values kept, and their share of all
    stored_numbers, storage : rank (2 n + 1) numbers, and their share of the image's n**2
    missed : what is left out of the image
    picture : the reconstruction, array of shape (side, side), 0 to 255
    """

    rank: int
    fraction: float
    stored_numbers: int
    storage: float
    relative_error: float
    psnr: float
    ssim: float
    missed: Missed
    picture: np.ndarray


@dataclass(frozen=True)
class SVDResult:
    """Truncations to 1/4 and 1/16 of the singular values, and at equal storage.

    Attributes
    ----------
    singular_values : array of shape (side,)
    ranks : 1/4 and 1/16 of the singular values
    equal_storage : the largest ranks that store no more than 1/4 and 1/16 of the image's numbers
    free_ranks : the same if only numbers that are free of each other counted, rank (2 n - rank)
    balance_rank : the first rank that stores more numbers than the image has
    lecture : the lecture's ranks 4, 8, 16 and 32
    shares : of the image's power in each of the first 10 terms
    decomposition : all of them
    """

    singular_values: np.ndarray
    ranks: tuple[Rank, ...]
    equal_storage: tuple[Rank, ...]
    free_ranks: tuple[int, ...]
    balance_rank: int
    lecture: tuple[Rank, ...]
    shares: np.ndarray
    decomposition: SVD = field(metadata={"recorded": False})


def decompose_all(galaxies: GalaxyFile) -> np.ndarray:
    """Singular values of every greyscale image, shape (galaxies, side)."""
    return np.concatenate(galaxies.over_chunks(lambda part: spectra(part.greyscale)))


def truncate_ranks(image: np.ndarray, svd: SVD) -> SVDResult:
    """Truncate the decomposition of an image of shape (side, side), 0 to 255."""
    count = len(svd.singular_values)
    return SVDResult(
        singular_values=svd.singular_values,
        ranks=tuple(_rank(image, svd, count // part) for part in FRACTIONS),
        equal_storage=tuple(
            _rank(image, svd, rank_within(image.shape, image.size // part)) for part in FRACTIONS
        ),
        free_ranks=tuple(rank_within_free(image.shape, image.size // part) for part in FRACTIONS),
        balance_rank=rank_within(image.shape, image.size) + 1,
        lecture=tuple(_rank(image, svd, rank) for rank in LECTURE_RANKS if rank < count),
        shares=(np.square(svd.singular_values) / np.square(svd.singular_values).sum())[:TERMS],
        decomposition=svd,
    )


def _rank(image: np.ndarray, svd: SVD, rank: int) -> Rank:
    picture = svd.truncate(rank)
    stored = stored_numbers(image.shape, rank)
    return Rank(
        rank=rank,
        fraction=rank / len(svd.singular_values),
        stored_numbers=stored,
        storage=stored / image.size,
        **asdict(fidelity(image, picture)),
        missed=missed(image, picture),
        picture=picture,
    )
