"""The sky of an image and the sources that stand above it."""

import warnings
from dataclasses import dataclass

import numpy as np
from astropy.stats import sigma_clipped_stats
from astropy.utils.exceptions import AstropyUserWarning
from photutils.segmentation import SegmentationImage, deblend_sources, detect_sources
from photutils.utils.exceptions import NoDetectionsWarning
from scipy.ndimage import binary_dilation, gaussian_filter

from analysis.images.greyscale import block_average
from analysis.images.stretch import linear_light

# The point spread function is about five pixels wide: averages over 2 x 2 lose nothing of a
# galaxy's shape and take a quarter of the time.
AVERAGED = 2
DETECTION_SIGMA = 1.5
SMOOTHING_PIXELS = 1.0
FEWEST_PIXELS = 25
# Sources that touch are parted where a saddle is deep enough that the lesser one holds this share
# of their light or more.
CONTRAST = 0.005
# The galaxies fill much of their images, so the sky is measured again and again where no source was
# found, a few pixels away from all of them. Less sky than that tells nothing.
PASSES = 4
MARGIN_PIXELS = 3
LEAST_SKY = 0.05


@dataclass(frozen=True)
class Sources:
    """An image averaged over 2 x 2 pixels, with a source on its middle.

    Attributes
    ----------
    light : array of shape (side / 2, side / 2), linear, above the sky
    segments : which pixel belongs to which source
    label : of the source on the image's middle
    sky : where the sky was measured, array of bool, shape (side / 2, side / 2)
    """

    light: np.ndarray
    segments: SegmentationImage
    label: int
    sky: np.ndarray

    @property
    def galaxy(self) -> np.ndarray:
        """The central source's pixels, array of bool."""
        return self.segments.data == self.label


def find_sources(greyscale: np.ndarray) -> Sources | None:
    """Find the sources of an image (side, side), 0 to 255; None where its middle is empty.

    They are found in the picture, where faint and bright light weigh alike, and measured in
    linear light.
    """
    picture = block_average(greyscale.astype(np.float64), AVERAGED)
    smooth = gaussian_filter(picture, SMOOTHING_PIXELS)
    above, segments, sky = _above_sky(smooth)
    middle = tuple(side // 2 for side in picture.shape)
    if segments is None or not segments.data[middle]:
        return None
    parted = _part(above, segments, segments.data[middle])
    light = block_average(linear_light(greyscale), AVERAGED)
    return Sources(light - np.median(light[sky]), parted, int(parted.data[middle]), sky)


def _above_sky(smooth: np.ndarray) -> tuple[np.ndarray, SegmentationImage | None, np.ndarray]:
    """A smoothed picture less its sky, the sources in it, if any, and where the sky is."""
    sky = np.ones(smooth.shape, bool)
    for _ in range(PASSES):
        _, level, noise = sigma_clipped_stats(smooth, mask=~sky)
        segments = _detect(smooth - level, DETECTION_SIGMA * noise)
        if segments is None:
            break
        empty = ~binary_dilation(segments.data > 0, iterations=MARGIN_PIXELS)
        if empty.mean() < LEAST_SKY:
            break
        sky = empty
    return smooth - level, segments, sky


def _detect(above: np.ndarray, threshold: float) -> SegmentationImage | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoDetectionsWarning)
        return detect_sources(above, threshold, n_pixels=FEWEST_PIXELS)


def _part(above: np.ndarray, segments: SegmentationImage, label: int) -> SegmentationImage:
    with warnings.catch_warnings():
        # A source with a pixel below the sky is parted at linear levels instead.
        warnings.simplefilter("ignore", AstropyUserWarning)
        return deblend_sources(
            above,
            segments,
            n_pixels=FEWEST_PIXELS,
            labels=label,
            contrast=CONTRAST,
            progress_bar=False,
        )
