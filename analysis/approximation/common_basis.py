"""One basis for all galaxies: the singular vectors of the whole set of images."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import decompose, signs

# Below this share of images to pixels a matrix is decomposed as it is.
SMALL_SHARE = 4


@dataclass(frozen=True)
class SampleBasis:
    """Orthonormal images that best describe a set of images about an origin.

    Attributes
    ----------
    origin_ : array of shape (pixels,)
        What is subtracted first: the mean image, or zero.
    vectors_ : array of shape (rank, pixels)
        Right singular vectors, each with its entry of largest modulus positive.
    singular_values_ : array of shape (rank,)
    shape_ : (side, side) of an image
    """

    origin_: np.ndarray
    vectors_: np.ndarray
    singular_values_: np.ndarray
    shape_: tuple[int, int]

    def coefficients(self, images: np.ndarray, rank: int) -> np.ndarray:
        """Coordinates of images (n, side, side) along the first vectors, shape (n, rank)."""
        flat = images.reshape(len(images), -1) - self.origin_
        return flat @ self.vectors_[:rank].T

    def reconstruct(self, images: np.ndarray, rank: int) -> np.ndarray:
        """Images (n, side, side) rebuilt from their first coordinates, same shape."""
        flat = self.origin_ + self.coefficients(images, rank) @ self.vectors_[:rank]
        return flat.reshape(len(images), *self.shape_)

    def image(self, index: int) -> np.ndarray:
        """One singular vector as an image of unit norm, shape (side, side)."""
        return self.vectors_[index].reshape(self.shape_)


def fit_basis(images: np.ndarray, origin: np.ndarray | float) -> SampleBasis:
    """Fit the basis of a set of images about an origin.

    Parameters
    ----------
    images : array of shape (n, side, side)
    origin : array of shape (side, side), or 0
        ``images.mean(axis=0)`` makes this a principal component analysis; 0 leaves the images as
        they are, and the first vector then is close to the mean image.
    """
    flat = images.reshape(len(images), -1).astype(np.float64)
    origin = np.broadcast_to(origin, images.shape[1:]).reshape(-1).astype(np.float64)
    flat -= origin
    singular_values, vectors = _right(flat)
    return SampleBasis(origin, vectors, singular_values, images.shape[1:])


def _right(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Singular values (k,) and right vectors (k, pixels) of a matrix (n, pixels), k the lesser.

    Where there are many images their products of pixels have the same vectors and are a problem
    that does not grow with the set. Singular values below 1e-8 of the first are lost to rounding.
    """
    n, pixels = flat.shape
    if n <= pixels // SMALL_SHARE:
        svd = decompose(flat)
        return svd.singular_values, svd.right
    power, vectors = np.linalg.eigh(flat.T @ flat)
    order = slice(None, -min(n, pixels) - 1, -1)
    right = vectors.T[order]
    return np.sqrt(np.maximum(power[order], 0)), right * signs(right)[:, None]


def mean_squared_error(images: np.ndarray, reconstructions: np.ndarray) -> float:
    """Mean squared difference over all pixels of all images."""
    return float(np.mean((images - reconstructions) ** 2))
