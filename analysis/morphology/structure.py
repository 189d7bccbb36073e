"""How unevenly a galaxy's light is distributed: asymmetry, smoothness, Gini and M20.

statmorph measures much more, fits of profiles included, and the searches for its centres and radii
take nearly all of the time that is left: they integrate over apertures a hundred times a galaxy.
Here the same centres and radii come from one convolution and one sorting.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import scipy
from astropy.utils import lazyproperty
from statmorph import SourceMorphology

from analysis.images.greyscale import block_average, largest_block
from analysis.morphology.sources import Sources

SIDE = 64  # to which light is averaged once more, or to more
SKY_BOX = 8
QUANTITIES = ("asymmetry", "smoothness", "gini", "m20")
BAD, CATASTROPHIC = 2, 4
STEP = 0.25  # pixels


@dataclass(frozen=True)
class Structure:
    """Measured properties, each an array of shape (galaxies,); NaN where statmorph calls it bad.

    Attributes
    ----------
    asymmetry, smoothness, gini, m20 : as Lotz et al. (2004), AJ 128, 163 define them, but for the
        centre about which the image is turned. Theirs makes the asymmetry itself, a sum of moduli,
        smallest; here it is that of the smallest sum of squares, which one convolution finds. Over
        simulated galaxies the asymmetry differs by less than 0.05 from that of statmorph's own
        search.
    flags : statmorph's: 0 good, 1 suspect, 2 bad, 4 nothing could be measured
    """

    asymmetry: np.ndarray
    smoothness: np.ndarray
    gini: np.ndarray
    m20: np.ndarray
    flags: np.ndarray


class FourQuantities(SourceMorphology):
    """statmorph's measurements without those that are not asked for."""

    def _calculate_morphology(self) -> None:
        """Measure on demand; statmorph would measure everything here."""

    @lazyproperty
    def _asymmetry_center(self) -> np.ndarray:
        """Centre (x, y) of least squared asymmetry.

        The sum of (I(x) - I(2c - x))² over an image is twice its power less twice its convolution
        with itself at 2c: the least is where that convolution is largest. A parabola through the
        largest value and its neighbours finds the place between pixels.
        """
        image = self._cutout_stamp_maskzeroed_no_bg
        match = scipy.signal.fftconvolve(image, image)
        row, column = np.unravel_index(match.argmax(), match.shape)
        return np.array([_peak(match[row], column), _peak(match[:, column], row)]) / 2

    def _rpetro_circ_generic(self, center: np.ndarray) -> float:
        return self._petrosian_radius(center, 1.0, 0.0)

    def _rpetro_ellip_generic(self, center: np.ndarray, elongation: float, theta: float) -> float:
        return self._petrosian_radius(center, elongation, theta)

    def _petrosian_radius(self, center: np.ndarray, elongation: float, theta: float) -> float:
        """Where an ellipse's edge is at `eta` times the mean within; its semi-major axis."""
        image = self._cutout_stamp_maskzeroed
        rows, columns = np.indices(image.shape)
        x, y = columns - center[0], rows - center[1]
        along = x * np.cos(theta) + y * np.sin(theta)
        across = y * np.cos(theta) - x * np.sin(theta)
        radii = np.hypot(along, across * elongation)[~self._mask_stamp]
        order = np.argsort(radii)
        flux = np.concatenate([[0.0], np.cumsum(image[~self._mask_stamp][order])])
        steps = np.arange(2 * self._annulus_width, radii.max(), STEP)
        outer, middle, inner = (
            np.searchsorted(radii[order], steps + shift * self._annulus_width)
            for shift in (0.5, 0.0, -0.5)
        )
        edge = np.abs(flux[outer] - flux[inner]) / np.maximum(outer - inner, 1)
        excess = edge - self._eta * np.abs(flux[middle]) / np.maximum(middle, 1)
        beyond = np.flatnonzero(excess[1:] < 0) + 1
        if not len(beyond):
            self.flag = BAD
            return float(radii.max())
        last = beyond[0] - 1
        return float(np.interp(0, excess[[last + 1, last]], steps[[last + 1, last]]))


def _peak(values: np.ndarray, largest: int) -> float:
    """Where a parabola through the largest value and its neighbours peaks."""
    if not 0 < largest < len(values) - 1:
        return float(largest)
    before, at, after = values[largest - 1 : largest + 2]
    return largest + 0.5 * (before - after) / (before - 2 * at + after)


def structure(found: Sources) -> tuple[float, ...]:
    """The values of `Structure`'s attributes, in order, of one galaxy."""
    if not found.label:
        return (*(np.nan,) * len(QUANTITIES), CATASTROPHIC)
    factor = largest_block(len(found.light), SIDE)
    light = block_average(found.light, factor)
    middles = slice(factor // 2, None, factor)
    segments = found.segments.data[middles, middles]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what statmorph warns of is in its flag
        measured = FourQuantities(light, segments, found.label, gain=1, skybox_size=SKY_BOX)
        values = [float(getattr(measured, name)) for name in QUANTITIES]
    if measured.flag >= BAD:
        values = [np.nan] * len(values)
    return (*values, measured.flag)
