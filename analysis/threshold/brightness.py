"""The noise of an image where it is bright, next to that of its sky."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.threshold.sky import fainter_border, second_differences, spread

STEPS = 10  # from the brightness of the sky to that of the middle
MIDDLE = 1 / 8  # of the side
# Of the side: so close that hardly any structure of a galaxy is left, and still not neighbours.
APART = 1 / 80
# Fewer pixels of one brightness do not tell their noise.
FEWEST = 50
# Standard deviations of the sky by which a middle has to be brighter.
CLEAR = 5.0


@dataclass(frozen=True)
class NoiseCurve:
    """Noise against brightness, from that of the sky to that of the middle, in ten steps.

    Attributes
    ----------
    levels : median brightness of a step's pixels, array of shape (11,)
    relative : their noise over that of the sky, which comes first, array of shape (11,); both are
        NaN where there are too few pixels
    pixels : how many there are of each step, array of shape (11,)
    """

    levels: np.ndarray
    relative: np.ndarray
    pixels: np.ndarray

    @property
    def mean(self) -> float:
        """Root of the noise's mean power over the whole image, over the noise of the sky."""
        known = np.isfinite(self.relative)
        power = np.average(np.square(self.relative[known]), weights=self.pixels[known])
        return float(np.sqrt(power))


def noise_curve(image: np.ndarray) -> NoiseCurve:
    """Measure the noise of an image (side, side) at every brightness.

    Noise is the scaled median modulus of second differences along rows and then along columns, in
    which every sum of a function of the row and one of the column cancels. Noise whose correlation
    is the same everywhere keeps its relation to the sky's. Brightness is the mean of the window
    that the differences span. On simulated galaxies the noise half-way up comes out larger than the
    truth by a seventh, for fine structure is left.

    Where the middle does not stand out from the sky, nothing but the sky's noise is known.
    """
    image = image.astype(np.float64)
    apart = max(1, round(len(image) * APART))
    inner = (slice(apart, -apart),) * 2
    differences = second_differences(second_differences(image, apart).T, apart).T
    smooth = scipy.ndimage.uniform_filter(image, 2 * apart + 1)
    fainter = fainter_border(image)
    sky, noise = float(np.median(image[fainter])), spread(differences[fainter[inner]])
    middle = slice(*(round(len(image) * (1 + sign * MIDDLE) / 2) for sign in (-1, 1)))
    top = float(smooth[middle, middle].max()) - sky
    levels, relative = np.full((2, STEPS + 1), np.nan)
    levels[0], relative[0] = sky, 1.0
    if not noise or top <= CLEAR * noise:
        return NoiseCurve(levels, relative, differences.size * np.eye(1, STEPS + 1, dtype=int)[0])
    step = np.clip(np.rint((smooth[inner] - sky) / top * STEPS), 0, STEPS).astype(np.uint8)
    pixels = np.bincount(step.ravel(), minlength=STEPS + 1)
    by_step = np.split(np.argsort(step, axis=None, kind="stable"), np.cumsum(pixels)[:-1])
    for k in range(1, STEPS + 1):
        if pixels[k] >= FEWEST:
            levels[k] = np.median(smooth[inner].ravel()[by_step[k]])
            relative[k] = spread(differences.ravel()[by_step[k]]) / noise
    return NoiseCurve(levels, relative, pixels)
