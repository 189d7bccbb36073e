"""Ways to store an image in few bits: coefficients quantised and coded, the step sets the rate."""

from dataclasses import dataclass

import numpy as np
import pywt

from analysis.approximation.codecs.quantised import Bits, code_length, quantise, restore
from analysis.approximation.codecs.sample import Fold, SampleVectors
from analysis.approximation.svd import decompose
from analysis.approximation.wavelets import MODE, deepest_level
from analysis.runtime.parallel import over_galaxies

STEPS = 2.0 ** np.arange(10, -2, -1)
"""Of a coefficient of pixels of 0 to 255, from one that leaves nothing to half a grey level."""
WAVELETS = "wavelets"


@dataclass(frozen=True)
class Coded:
    """Images stored in bits.

    Attributes
    ----------
    name : of the way
    bits : of each image at each setting, shape (galaxies, settings)
    squared_errors : squared Frobenius norms of what is lost, of the same shape
    positions : the bits that say which coefficients are not zero; None where that is not known
    """

    name: str
    bits: np.ndarray
    squared_errors: np.ndarray
    positions: np.ndarray | None = None


def code_wavelets(images: np.ndarray, wavelet: str) -> Coded:
    """Every subband of a wavelet transform with statistics of its own.

    Parameters
    ----------
    images : array of shape (galaxies, side, side), 0 to 255
    """
    level = deepest_level(images.shape[-1], wavelet)

    def code(image: np.ndarray) -> list[tuple[Bits, float]]:
        transform = pywt.wavedec2(image.astype(np.float64), wavelet, mode=MODE, level=level)
        averages, *details = transform
        bands = [averages.ravel(), *(band.ravel() for parts in details for band in parts)]
        return [_coded(bands, step) for step in STEPS]

    return _collected(WAVELETS, over_galaxies(code, images))


def code_svd(images: np.ndarray) -> Coded:
    """Pairs of singular vectors, times their singular value, and the values.

    A change of an entry of u times its value changes the image by as much, as a coefficient of an
    orthonormal basis does, and one of v too: all get the same step. Ranks beyond the last index
    that is not zero are not stored, but their number is.
    """
    return _collected("own SVD", over_galaxies(_code_svd, images))


def _code_svd(image: np.ndarray) -> list[tuple[Bits, float]]:
    image = image.astype(np.float64)
    svd = decompose(image)
    pairs = np.concatenate([svd.left, svd.right.T]) * svd.singular_values
    return [_quantised_svd(image, pairs, svd.singular_values, step) for step in STEPS]


def _quantised_svd(
    image: np.ndarray, pairs: np.ndarray, values: np.ndarray, step: float
) -> tuple[Bits, float]:
    """Bits and squared error from the pairs of vectors, one below the other, shape (m + n, k)."""
    indices = quantise(pairs, step)
    rank = 1 + np.flatnonzero(indices.any(axis=0)).max(initial=-1)
    strengths = quantise(values[:rank], step)
    indices = indices[:, :rank]
    left, right = np.split(restore(indices, step), [len(image)])
    # Where an entry is a step or more, so is the singular value.
    rebuilt = left / restore(strengths, step) @ right.T
    count = Bits(float(np.log2(1 + len(values))), 0.0)
    bits = count + code_length(indices.T) + code_length(strengths)
    return bits, float(np.square(image - rebuilt).sum())


def code_sample_vectors(sample: SampleVectors, galaxies: int) -> Coded:
    """Coordinates of the first galaxies along vectors of others, which cost nothing here.

    Coordinates 1, 2, 3 to 4, 5 to 8 and so on, of similar size, have statistics of their own.
    """
    looked_at = [fold for fold in sample.folds if fold.held_out[0] < galaxies]
    coded = [row for fold in looked_at for row in _code_held_out(fold)]
    return _collected(sample.name, coded[:galaxies])


def _code_held_out(fold: Fold) -> list[list[tuple[Bits, float]]]:
    number = fold.coefficients.shape[1]
    octaves = 1 << np.arange(number.bit_length())

    def code(coordinates: np.ndarray, remainder: float) -> list[tuple[Bits, float]]:
        groups = np.split(coordinates, octaves[octaves < number])
        return [_coded(groups, step, remainder) for step in STEPS]

    remainders = fold.squared_errors(np.array([number]))[:, 0]
    return over_galaxies(code, fold.coefficients, remainders)


def _coded(groups: list[np.ndarray], step: float, remainder: float = 0.0) -> tuple[Bits, float]:
    """Bits of orthonormal coefficients, and the squared error by Parseval's theorem.

    Parameters
    ----------
    remainder : squared norm of what no coefficient holds
    """
    bits = Bits(0.0, 0.0)
    for group in groups:
        indices = quantise(group, step)
        bits += code_length(indices)
        remainder += float(np.square(group - restore(indices, step)).sum())
    return bits, remainder


def _collected(name: str, galaxies: list[list[tuple[Bits, float]]]) -> Coded:
    table = np.array(
        [[(bits.positions, bits.values, error) for bits, error in each] for each in galaxies]
    )
    positions, values, errors = np.moveaxis(table, -1, 0)
    return Coded(name, positions + values, errors, positions)
