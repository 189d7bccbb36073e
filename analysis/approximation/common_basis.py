"""One basis for all galaxies: the singular vectors of the whole set of images."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import signs


@dataclass(frozen=True)
class SampleBasis:
    """Orthonormal images that best describe a set of images about an origin.

    Attributes
    ----------
    origin_ : array of shape (pixels,)
        What is subtracted first: the mean image, or zero.
    vectors_ : array of shape (rank, pixels)
        Right singular vectors, each with its entry of largest modulus positive.
    singular_values_ : array of shape (rank,), descending
        Those that are told from zero, see `gram_spectrum`: of n images about their mean, n - 1.
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
    singular_values, vectors = right_vectors(flat)
    vectors *= signs(vectors)[:, None]
    return SampleBasis(origin, vectors, singular_values, images.shape[1:])


def right_vectors(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Singular values (k,) and right vectors (k, pixels) of a matrix (n, pixels).

    The smaller of its two matrices of inner products has them too: with A = U diag(s) Vt,
    A At = U diag(s^2) Ut, and row i of Ut A / s is the i-th right vector; At A = V diag(s^2) Vt.
    """
    n, pixels = flat.shape
    if n > pixels:
        products = flat.T @ flat
        values, right = gram_spectrum(products, gram_rounding(products, n))
        return values, right.T
    products = flat @ flat.T
    values, left = gram_spectrum(products, gram_rounding(products, pixels))
    return values, (left / values).T @ flat


def gram_spectrum(products: np.ndarray, negligible: float) -> tuple[np.ndarray, np.ndarray]:
    """Singular values (k,), descending, and left vectors (n, k) of a matrix, from its Gram matrix.

    One of a centred set's singular values is zero, one more for every image that is there twice,
    and rounding may leave any of them slightly above or below. Whatever is not told from zero is
    left out, with its vectors: at double precision what is below about 1e-7 of the first.

    Parameters
    ----------
    products : array of shape (n, n), inner products of the matrix's rows
    negligible : their rounding, below which an eigenvalue may as well be zero
    """
    power, vectors = np.linalg.eigh(products)
    order = np.flatnonzero(power > negligible)[::-1]
    return np.sqrt(power[order]), vectors[:, order]


def gram_rounding(products: np.ndarray, terms: int) -> float:
    """What rounding makes of eigenvalues of inner products (n, n), sums of so many terms each."""
    return float(np.finfo(np.float64).eps * (terms + len(products)) * products.max())


def mean_squared_error(images: np.ndarray, reconstructions: np.ndarray) -> float:
    """Mean squared difference over all pixels of all images."""
    return float(np.mean((images - reconstructions) ** 2))
