"""Part 4: one basis for all galaxies."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.approximation.common_basis import SampleBasis, fit_basis
from analysis.comparison.fidelity import relative_error
from analysis.images.greyscale import white_level
from analysis.images.precision import EXACT
from analysis.images.split import DIMENSIONS, split
from analysis.meaning.turns import Turns, behave, turn

MARKED = ("50", "80", "95")  # percent of the variance
SHOWN_VECTORS, INTERPRETED_VECTORS = 4, 8
MSE_RANKS = (0, *DIMENSIONS)
# What a mean costs: with it, a basis of one vector fewer does as well.
BESIDE_MEAN = 4
REBUILT_RANKS = (0, 4, 20, 100)
# Cosine from which two images cannot be told apart by eye.
THE_SAME = 0.99
# Factor between errors on unseen and on known galaxies from which a basis does not carry over.
MUCH = 1.5
# Share of the variance that rounding leaves; smaller errors are none.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Rebuilt:
    """The chosen galaxy from the mean and the first `rank` vectors; picture 0 to 255."""

    rank: int
    relative_error: float
    picture: np.ndarray


@dataclass(frozen=True)
class HeldOut:
    """Error on the test galaxies of a basis of the training galaxies, against rank.

    Attributes
    ----------
    ranks : array of shape (k,), 0 and up
    centred, uncentred : mean squared errors, arrays of shape (k,), pixel values 0 to 1
    training : the centred basis's error on the galaxies it was fitted on, shape (k,)
    """

    ranks: np.ndarray
    centred: np.ndarray
    uncentred: np.ndarray
    training: np.ndarray


@dataclass(frozen=True)
class BasisResult:
    """The whole set's singular values and vectors, and how a basis carries over to new galaxies.

    Attributes
    ----------
    singular_values, centred_singular_values : of all galaxies as they are, and about their mean;
        images in 0 to 255 units
    centred_shares : share of the variance about the mean along each centred vector; there is none
        where all galaxies are the same
    power_in_first : share of the uncentred power along the first uncentred vector
    mean_overlap : cosine between the first uncentred vector and the mean image
    shift_overlaps : cosines between uncentred vectors 2, 3, ... and centred vectors 1, 2, ...
    ranks_for : smallest numbers of centred vectors that hold 50, 80, 90 and 95 % of the variance; 0
        where there is none
    test_mse : mean squared error on the test galaxies at ranks 0, 4, 16 and 128, as far as the
        basis of the training galaxies goes
    original, mean_image : arrays of shape (side, side), 0 to 255, the chosen galaxy and the mean
    vectors, uncentred_vectors : arrays of shape (8, side, side) and (4, side, side), unit norm; as
        many as there are
    spread : standard deviation of the galaxies' coefficients along the vectors, 0 to 255
    coefficients : array of shape (galaxies, 8), along these centred vectors
    turns : what the first four of these become when the test galaxies are turned; None if there are
        too few to tell
    """

    singular_values: np.ndarray
    centred_singular_values: np.ndarray
    centred_shares: np.ndarray
    power_in_first: float
    mean_overlap: float
    shift_overlaps: np.ndarray
    ranks_for: dict[str, int]
    test_mse: dict[str, float]
    held_out: HeldOut
    rebuilt: tuple[Rebuilt, ...]
    original: np.ndarray
    mean_image: np.ndarray
    vectors: np.ndarray
    uncentred_vectors: np.ndarray
    spread: np.ndarray
    coefficients: np.ndarray
    turns: Turns | None

    @property
    def marked_ranks(self) -> dict[str, int]:
        """Those of `ranks_for` that its figure marks."""
        return {share: rank for share in MARKED if (rank := self.ranks_for[share])}

    @property
    def white(self) -> float:
        """The grey value of the chosen galaxy that figures show as white."""
        return white_level(self.original)

    @property
    def rank_beside_mean(self) -> int | None:
        """Rank at which the error with a mean is told next to that of one more without; or None."""
        return BESIDE_MEAN if len(self.held_out.ranks) > BESIDE_MEAN + 1 else None

    @property
    def largest_rank(self) -> str:
        """The largest of the ranks of `test_mse`, by its name there."""
        return [*self.test_mse][-1]

    @property
    def unseen_ratio(self) -> float | None:
        """There, the test galaxies' error over the training galaxies'; None if this is zero."""
        known = self.held_out.training
        if known[int(self.largest_rank)] <= ROUNDING * known[0]:
            return None
        return float(self.test_mse[self.largest_rank] / known[int(self.largest_rank)])

    def told(self, error: float) -> float:
        """A mean squared error of `held_out`, as 0 where it is nothing but rounding."""
        return error if error > EXACT**2 * self.held_out.uncentred[0] else 0.0

    @property
    def overfits(self) -> bool:
        """Whether there the error on other galaxies is much larger than on its own."""
        return self.unseen_ratio is None or self.unseen_ratio > MUCH

    @property
    def first_is_the_mean(self) -> bool:
        """Whether the first uncentred vector is the mean image, for all one can see."""
        return self.mean_overlap > THE_SAME


def share_basis(images: np.ndarray, galaxy: int) -> BasisResult:
    """Find the basis of a set of images.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), down-sampled greyscale, 0 to 255
    galaxy : index of the chosen galaxy
    """
    images = images.astype(np.float64)
    mean = images.mean(axis=0)
    as_they_are, centred = fit_basis(images, 0), fit_basis(images, mean)
    power, variance = as_they_are.singular_values_**2, centred.singular_values_**2
    coefficients = centred.coefficients(images, INTERPRETED_VECTORS)
    held_out = _held_out(images / 255)
    return BasisResult(
        singular_values=as_they_are.singular_values_,
        centred_singular_values=centred.singular_values_,
        centred_shares=variance / variance.sum(),
        power_in_first=float(power[0] / power.sum()),
        mean_overlap=float(as_they_are.vectors_[0] @ mean.ravel() / np.linalg.norm(mean)),
        shift_overlaps=_overlaps(as_they_are.vectors_[1:], centred.vectors_),
        ranks_for=_ranks_for(variance),
        test_mse={
            str(rank): float(held_out.centred[rank])
            for rank in MSE_RANKS
            if rank < len(held_out.centred)
        },
        held_out=held_out,
        rebuilt=_rebuild(centred, images[galaxy]),
        original=images[galaxy],
        mean_image=mean,
        vectors=_pictures(centred, INTERPRETED_VECTORS),
        uncentred_vectors=_pictures(as_they_are, SHOWN_VECTORS),
        spread=coefficients.std(axis=0),
        coefficients=coefficients,
        turns=_turn(centred, images),
    )


def _turn(basis: SampleBasis, images: np.ndarray) -> Turns | None:
    """Turn the test galaxies of a set (n, side, side)."""
    test, _ = split(images)
    return behave(turn(partial(basis.coefficients, rank=SHOWN_VECTORS), test))


def _pictures(basis: SampleBasis, most: int) -> np.ndarray:
    """The first vectors as images, (k, side, side), all of them where there are fewer."""
    return basis.vectors_[:most].reshape(-1, *basis.shape_)


def _overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Moduli of the cosines between the leading vectors of two sets, pair by pair."""
    pairs = min(SHOWN_VECTORS, len(first), len(second))
    return np.abs(np.sum(first[:pairs] * second[:pairs], axis=1))


def _ranks_for(variance: np.ndarray) -> dict[str, int]:
    cumulative = np.cumsum(variance) / variance.sum()
    return {
        f"{percent}": int(np.searchsorted(cumulative, percent / 100)) + 1 if len(variance) else 0
        for percent in (50, 80, 90, 95)
    }


def _rebuild(basis: SampleBasis, image: np.ndarray) -> tuple[Rebuilt, ...]:
    ranks = [rank for rank in REBUILT_RANKS if rank <= len(basis.singular_values_)]
    pictures = [basis.reconstruct(image[None], rank)[0] for rank in ranks]
    return tuple(
        Rebuilt(rank, relative_error(image, picture), picture)
        for rank, picture in zip(ranks, pictures, strict=True)
    )


def _held_out(images: np.ndarray) -> HeldOut:
    """Bases of the training galaxies alone, at every rank."""
    test, train = split(images)
    centred = fit_basis(train, train.mean(axis=0))
    uncentred = fit_basis(train, 0)
    ranks = np.arange(1 + min(len(centred.vectors_), len(uncentred.vectors_)))
    return HeldOut(
        ranks=ranks,
        centred=errors_by_rank(centred, test)[ranks],
        uncentred=errors_by_rank(uncentred, test)[ranks],
        training=errors_by_rank(centred, train)[ranks],
    )


def errors_by_rank(basis: SampleBasis, images: np.ndarray) -> np.ndarray:
    """Mean squared errors at ranks 0, 1, ..., all of them; each vector takes its power away."""
    flat = images.reshape(len(images), -1) - basis.origin_
    coefficients = basis.coefficients(images, len(basis.vectors_))
    taken = np.cumsum(np.mean(coefficients**2, axis=0))
    total = np.mean(np.sum(flat**2, axis=1))
    return np.maximum(total - np.concatenate([[0.0], taken]), 0) / flat.shape[1]
