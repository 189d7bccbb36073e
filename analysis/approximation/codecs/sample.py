"""Singular vectors of other galaxies: the sample basis, applied to galaxies it has not seen."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.approximation.codecs.codec import budgets
from analysis.approximation.common_basis import gram_rounding, gram_spectrum
from analysis.runtime.parallel import over_galaxies

FOLDS = 8


@dataclass(frozen=True)
class Fold:
    """A basis of some galaxies for some others, through inner products of images alone.

    Attributes
    ----------
    images : array of shape (galaxies, side, side), all of them
    gram : array of shape (galaxies, galaxies), their inner products
    held_out : indices of the galaxies that the basis must not know
    """

    images: np.ndarray
    gram: np.ndarray
    held_out: np.ndarray

    @cached_property
    def training(self) -> np.ndarray:
        """Indices of the galaxies that the basis is made from."""
        return np.setdiff1d(np.arange(len(self.images)), self.held_out)

    @cached_property
    def inner(self) -> np.ndarray:
        """Inner products of the training images, shape (training, training)."""
        return self.gram[np.ix_(self.training, self.training)]

    @cached_property
    def cross(self) -> np.ndarray:
        """Those of held-out with training images, shape (held out, training)."""
        return self.gram[np.ix_(self.held_out, self.training)]

    @cached_property
    def spectrum(self) -> tuple[np.ndarray, np.ndarray]:
        """Singular values (k,) and left vectors (training, k) of the centred training images."""
        means = self.inner.mean(axis=0)
        centred = self.inner - means - means[:, None] + means.mean()
        return gram_spectrum(centred, gram_rounding(self.inner, self.images[0].size))

    @cached_property
    def coefficients(self) -> np.ndarray:
        """Coordinates of the held-out galaxies along the vectors, shape (held out, k)."""
        values, left = self.spectrum
        means = self.inner.mean(axis=0)
        centred = self.cross - self.cross.mean(axis=1)[:, None] - means + means.mean()
        return centred @ left / values

    def squared_errors(self, ranks: np.ndarray) -> np.ndarray:
        """Squared norms of what the first vectors do not hold, shape (held out, ranks)."""
        own = self.gram.diagonal()[self.held_out]
        power = own - 2 * self.cross.mean(axis=1) + self.inner.mean()
        held = np.cumsum(np.square(self.coefficients), axis=1)
        return power[:, None] - np.concatenate([np.zeros((len(held), 1)), held], axis=1)[:, ranks]

    @cached_property
    def mean(self) -> np.ndarray:
        """Mean training image, shape (side, side)."""
        return self.images[self.training].mean(axis=0, dtype=np.float64)

    @cached_property
    def vectors(self) -> np.ndarray:
        """Right singular vectors, shape (k, pixels), single precision."""
        values, left = self.spectrum
        weights = ((left - left.mean(axis=0)) / values).T.astype(np.float32)
        return weights @ self.images[self.training].reshape(len(self.training), -1)

    def rebuild(self, galaxy: int, rank: int) -> np.ndarray:
        """A held-out galaxy from the mean and the first vectors, shape (side, side)."""
        own = self.coefficients[np.flatnonzero(self.held_out == galaxy)[0], :rank]
        # In the vectors' precision, or all of them would be copied to double at every call.
        return self.mean + (own.astype(np.float32) @ self.vectors[:rank]).reshape(self.mean.shape)


class SampleVectors:
    """Coordinates in a basis of other galaxies, at full resolution.

    Every galaxy is held out once: the set is cut into eight parts, and each is described by the
    mean and the singular vectors of the other seven. The vectors are no part of an image, but
    somebody has to store them: shared by all galaxies, they are the overhead. No rank
    exceeds the number of vectors of the smallest of the eight bases.
    """

    name = "sample vectors"

    def __init__(self, images: np.ndarray) -> None:
        flat = images.reshape(len(images), -1).astype(np.float64)
        # In order, so that the first galaxies are held out of the first parts.
        parts = np.array_split(np.arange(len(images)), FOLDS)
        gram = np.concatenate(
            over_galaxies(lambda rows: rows @ flat.T, np.array_split(flat, FOLDS))
        )
        self.folds = [Fold(images, gram, part) for part in parts]
        most = min(len(fold.spectrum[0]) for fold in self.folds)
        pixels = flat.shape[1]
        self.settings = _ranks(len(images), pixels, most)
        self.values = self.settings
        self.overhead = (self.settings + 1) * pixels // len(images)

    def squared_errors(self) -> np.ndarray:
        """By Parseval's theorem."""
        return np.concatenate(
            over_galaxies(lambda fold: fold.squared_errors(self.settings), self.folds)
        )

    def rebuild(self, galaxy: int, index: int) -> np.ndarray:
        """From the basis of the parts that the galaxy is not in."""
        fold = next(fold for fold in self.folds if galaxy in fold.held_out)
        return fold.rebuild(galaxy, int(self.settings[index]))


def _ranks(galaxies: int, pixels: int, most: int) -> np.ndarray:
    """Ranks 0, 1, 2, 4, ... and those that fit the budgets with and without the vectors."""
    allowed = budgets(pixels)
    shared = (allowed - pixels // galaxies) * galaxies // (galaxies + pixels)
    doubled = 1 << np.arange(most.bit_length())
    ranks = np.concatenate([[0, most], allowed, shared, doubled])
    return np.unique(ranks[(ranks >= 0) & (ranks <= most)])
