"""Four numbers that mean something by construction: a galaxy as one smooth, elliptical profile."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.greyscale import block_average, largest_block
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.profiles import sersic

# The profile that all galaxies share is found on averages of no less than this side.
COARSE_SIDE = 32
INDEX, SKY = 1.0, 0.05
LOWEST_INDEX, HIGHEST_INDEX = 0.5, 6.0
# Of the half-light radius in pixels (the upper one: in sides), and of the shear.
SMALLEST, LARGEST, LONGEST = 0.5, 1.0, 3.0


@dataclass(frozen=True)
class GalaxyModel:
    """What all galaxies have in common: a Sersic profile's index, and the level of the sky.

    The other numbers of a galaxy, which lies in the middle of its image, are four: the pixel value
    of its centre above the sky, its half-light radius in pixels (the geometric mean of the
    half-axes), and its ellipticity (a - b) / (a + b) times cos and sin of twice the position angle,
    counted from the rows counter-clockwise.

    Attributes
    ----------
    index : Sersic's, of the picture as it is, which a stretch makes smaller than that of the light
    sky : pixel value, 0 to 1
    """

    index: float
    sky: float

    def draw(self, numbers: np.ndarray, side: int) -> np.ndarray:
        """The image, shape (side, side), of a galaxy.

        Parameters
        ----------
        numbers : array of shape (4,), brightness, size, e1 and e2
        """
        brightness, size, *ellipticity = numbers
        modulus = np.hypot(*ellipticity)
        shear = 2 * np.arctanh(modulus) * np.array(ellipticity) / max(modulus, 1e-12)
        return self._image(np.array([brightness, np.log(size), *shear]), side)

    def fit(self, images: np.ndarray) -> np.ndarray:
        """The four numbers of each galaxy that rebuild its image best.

        Parameters
        ----------
        images : array of shape (n, side, side), 0 to 1

        Returns
        -------
        array of shape (n, 4), brightness, size, e1 and e2
        """
        brightness, log_size, *shear = np.array(over_galaxies(self._found, images)).T
        modulus = np.hypot(*shear)
        ellipticity = np.tanh(modulus / 2) * np.array(shear) / np.maximum(modulus, 1e-12)
        return np.stack([brightness, np.exp(log_size), *ellipticity], axis=1)

    def residuals(self, images: np.ndarray) -> np.ndarray:
        """What the best four numbers miss of images (n, side, side), same shape."""
        drawn = [self.draw(numbers, images.shape[1]) for numbers in self.fit(images)]
        return np.array(drawn) - images

    def _found(self, image: np.ndarray) -> np.ndarray:
        """Brightness, logarithm of the size, and shear, shape (4,), of an image (side, side)."""
        side = len(image)
        low = [0, np.log(SMALLEST), -LONGEST, -LONGEST]
        high = [np.inf, np.log(LARGEST * side), LONGEST, LONGEST]
        start = [max(image.max() - self.sky, 0.1), np.log(side / 8), 0, 0]
        return scipy.optimize.least_squares(
            lambda numbers: (self._image(numbers, side) - image).ravel(),
            start,
            bounds=(low, high),
            x_scale=(0.3, 0.2, 0.2, 0.2),
            ftol=1e-6,
            xtol=1e-6,
        ).x

    def _image(self, numbers: np.ndarray, side: int) -> np.ndarray:
        """Image (side, side); unlike an ellipticity, a shear may take any value."""
        brightness, log_size, *shear = numbers
        along = np.arange(side) - (side - 1) / 2
        x, y = along, -along[:, None]
        amount = np.hypot(*shear)
        first, second = np.array(shear) * np.sinh(amount) / max(amount, 1e-12)
        squared = np.cosh(amount) * (x**2 + y**2) - first * (x**2 - y**2) - second * 2 * x * y
        return self.sky + brightness * sersic(np.sqrt(squared), np.exp(log_size), self.index)


def choose_model(images: np.ndarray) -> GalaxyModel:
    """The common profile whose best four numbers for each image rebuild all of them best.

    Parameters
    ----------
    images : array of shape (n, side, side), 0 to 1

    References
    ----------
    Golub & Pereyra (1973), SIAM J. Numer. Anal. 10, 413: what the best numbers miss depends on the
    common ones alone.
    """
    block = largest_block(images.shape[1], COARSE_SIDE)
    coarse = block_average(images, block).astype(np.float64)

    def missed(common: np.ndarray) -> np.ndarray:
        return GalaxyModel(*common).residuals(coarse).ravel()

    found = scipy.optimize.least_squares(
        missed,
        (INDEX, SKY),
        bounds=([LOWEST_INDEX, 0], [HIGHEST_INDEX, 1]),
        x_scale=(0.3, 0.03),
        diff_step=0.01,  # well above what the inner fits leave undecided
        ftol=1e-4,
        xtol=1e-2,
    )
    return GalaxyModel(*map(float, found.x))
