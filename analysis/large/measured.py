"""What is measured of every galaxy once the basis is there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import singular_values
from analysis.large.fit import CommonBasis
from analysis.large.images import Images
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.rules import threshold_known_noise, threshold_unknown_noise
from analysis.threshold.sky import border_noise


@dataclass(frozen=True)
class MeasuredGalaxies:
    """One value for each galaxy of a range, in the units of its pixels.

    Attributes
    ----------
    coefficients : array of shape (n, rank), float32, along the basis vectors
    relative_error : Frobenius norm of what the basis does not hold over that of the image
    unknown_noise_threshold, unknown_noise_kept :
        The threshold on the image's own singular values that their median tells (Gavish & Donoho
        2014), and how many exceed it.
    known_noise_threshold, known_noise_kept : the same with the noise read off the image's border
    noise : standard deviation of that noise
    """

    coefficients: np.ndarray
    relative_error: np.ndarray
    unknown_noise_threshold: np.ndarray
    unknown_noise_kept: np.ndarray
    known_noise_threshold: np.ndarray
    known_noise_kept: np.ndarray
    noise: np.ndarray


Measure = Callable[[list[slice], Images, CommonBasis], Iterator[MeasuredGalaxies]]


def measure(chunk: slice, images: Images, basis: CommonBasis) -> MeasuredGalaxies:
    """Measure a range of galaxies."""
    flat = images.rows(chunk)
    about_mean = flat - basis.mean
    coefficients = about_mean @ basis.vectors.T
    about_mean -= coefficients @ basis.vectors
    lost = np.linalg.norm(about_mean, axis=1) / np.linalg.norm(flat, axis=1)
    squares = flat.reshape(len(flat), images.side, images.side)
    columns = zip(*over_galaxies(_thresholds, squares), strict=True)
    return MeasuredGalaxies(coefficients, lost, *(np.array(column) for column in columns))


def measure_here(
    chunks: Iterable[slice], images: Images, basis: CommonBasis
) -> Iterator[MeasuredGalaxies]:
    """Measure one range after the other in this process."""
    for chunk in chunks:
        yield measure(chunk, images, basis)


def _thresholds(image: np.ndarray) -> tuple[float, int, float, int, float]:
    values, noise = singular_values(image), border_noise(image)
    unknown = threshold_unknown_noise(values, image.shape)
    known = threshold_known_noise(values, image.shape, noise)
    return unknown.threshold, unknown.kept, known.threshold, known.kept, noise
