"""Properties of the galaxy in the middle of each image, measured with photutils.

The images are stretched to 0 to 255, not calibrated: fluxes are sums of stretched pixel values
above the sky, good for ranking galaxies against each other and not for magnitudes.
"""

from dataclasses import dataclass, fields

import numpy as np
from astropy.stats import sigma_clipped_stats
from photutils.segmentation import SourceCatalog, detect_sources
from scipy.ndimage import gaussian_filter

from analysis.data.greyscale import block_average

# The point spread function is about five pixels wide: averages over 2 x 2 lose nothing of a
# galaxy's shape and take a quarter of the time.
AVERAGED = 2
DETECTION_SIGMA = 1.5
SMOOTHING_PIXELS = 1.0
FEWEST_PIXELS = 25


@dataclass(frozen=True)
class Morphology:
    """Measured properties, each an array of shape (galaxies,); NaN where it cannot be measured.

    Attributes
    ----------
    brightness : sum of pixel values above the sky over the galaxy's pixels
    half_light_radius : pixels
    e1, e2 : ellipticity components, (a - b) / (a + b) times cos and sin of twice the position
        angle, which runs counter-clockwise from the image's horizontal
    concentration : 5 log10(r80 / r20) of the growth curve (Bershady et al. 2000, AJ 119, 2645)
    """

    brightness: np.ndarray
    half_light_radius: np.ndarray
    e1: np.ndarray
    e2: np.ndarray
    concentration: np.ndarray

    @property
    def unmeasured(self) -> list[int]:
        """Galaxies that have a property that could not be measured."""
        values = np.stack([getattr(self, field.name) for field in fields(self)])
        return np.flatnonzero(~np.isfinite(values).all(axis=0)).tolist()


def measure(greyscale: np.ndarray) -> Morphology:
    """Measure the central galaxy of every image.

    Parameters
    ----------
    greyscale : array of shape (galaxies, side, side), 0 to 255
    """
    rows = [measure_one(image) for image in block_average(greyscale, AVERAGED)]
    return Morphology(*np.array(rows, float).T)


def measure_one(image: np.ndarray) -> tuple[float, float, float, float, float]:
    """Measure one image of shape (side / 2, side / 2), already averaged over 2 x 2 pixels.

    Returns
    -------
    The values of `Morphology`'s attributes in order, in units of the original pixels.
    """
    _, sky, _ = sigma_clipped_stats(image, sigma=3)
    above = image.astype(float) - sky
    galaxy = _central_source(above)
    if galaxy is None:
        return (np.nan,) * 5
    r20, r50, r80 = (galaxy.flux_radius(part).value.item() for part in (0.2, 0.5, 0.8))
    a, b = galaxy.semimajor_axis.value.item(), galaxy.semiminor_axis.value.item()
    ellipticity = (a - b) / (a + b)
    # Rows count downwards in the image, the position angle counts upwards.
    angle = -2 * galaxy.orientation.to_value("rad").item()
    return (
        AVERAGED**2 * float(galaxy.segment_flux),
        AVERAGED * r50,
        ellipticity * np.cos(angle),
        ellipticity * np.sin(angle),
        5 * np.log10(r80 / r20),
    )


def _central_source(above: np.ndarray) -> SourceCatalog | None:
    """The source on the image's middle, its neighbours masked; None where nothing is detected."""
    smooth = gaussian_filter(above, SMOOTHING_PIXELS)
    _, _, noise = sigma_clipped_stats(smooth, sigma=3)
    segments = detect_sources(smooth, DETECTION_SIGMA * noise, n_pixels=FEWEST_PIXELS)
    if segments is None:
        return None
    middle = tuple(side // 2 for side in above.shape)
    label = segments.data[middle]
    return SourceCatalog(above, segments).select_label(label) if label else None
