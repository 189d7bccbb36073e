"""What an approximation leaves out of one image, and what it puts into the sky."""

from dataclasses import dataclass

import numpy as np

from analysis.comparison.quantiles import median
from analysis.comparison.spectra import BY_CHANCE, axis_share, directions, fourier_power
from analysis.images.borders import corners

# Difference of the share along rows and columns from which a sky shows streaks; corners are small.
STREAKY = 0.1


@dataclass(frozen=True)
class Missed:
    """A residual, image minus approximation, and the corners, where there is sky.

    Attributes
    ----------
    axis_share : share of the residual's power in waves within 15 degrees of rows or columns
    sky_axis_share, image_sky_axis_share : the same of the approximation's and the image's corners;
        medians
    sky_removed : share of the corners' variance that is in the residual; median
    sky_ratio : mean power of the residual in the median corner, over that in the whole image
    """

    axis_share: float
    sky_axis_share: float
    image_sky_axis_share: float
    sky_removed: float
    sky_ratio: float

    @property
    def by_chance(self) -> float:
        """The axis share of what has no preferred directions."""
        return BY_CHANCE

    @property
    def directions(self) -> str:
        """Where the residual's power lies; see `analysis.comparison.spectra.directions`."""
        return directions(self.axis_share)

    @property
    def streaky(self) -> bool:
        """Whether the approximation's sky has clearly more power along the axes than the image's.

        Both horizontal and vertical waves count.
        """
        return self.sky_axis_share > self.image_sky_axis_share + STREAKY


def missed(image: np.ndarray, picture: np.ndarray) -> Missed:
    """Compare an image with an approximation of it, arrays of shape (side, side)."""
    residual = image - picture
    skies, kept, left = (corners(each) for each in (image, picture, residual))
    variances = np.var(skies, axis=(1, 2))
    removed = np.divide(
        np.var(left, axis=(1, 2)), variances, where=variances > 0, out=0 * variances
    )
    power = np.square(residual).mean()
    in_corners = np.median(np.square(left).mean(axis=(1, 2)))
    return Missed(
        axis_share=_axis_share(residual[None]),
        sky_axis_share=_axis_share(np.stack(kept)),
        image_sky_axis_share=_axis_share(np.stack(skies)),
        sky_removed=float(np.median(removed)),
        sky_ratio=float(in_corners / power) if power else 0.0,
    )


def _axis_share(images: np.ndarray) -> float:
    """Median over images (n, side, side) that have any power; by chance if none has."""
    share = float(median(axis_share(fourier_power(images))))
    return share if np.isfinite(share) else BY_CHANCE
