"""The sky of an image and the sources that stand above it."""

import warnings
from dataclasses import dataclass

import numpy as np
import scipy
from astropy.stats import sigma_clipped_stats
from astropy.utils.exceptions import AstropyUserWarning
from photutils.segmentation import SegmentationImage, deblend_sources, detect_sources
from photutils.utils.exceptions import NoDetectionsWarning

from analysis.images.greyscale import block_average
from analysis.images.light import Light

# The point spread function is about five pixels wide: averages over 2 x 2 lose nothing of a
# galaxy's shape and take a quarter of the time.
AVERAGED = 2
DETECTION_SIGMA = 1.5
SMOOTHING_PIXELS = 1.0
# Noise alone hardly ever has a pixel that is so bright.
CLEAR_SIGMA = 5.0
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
    """The sources of an image averaged over 2 x 2 pixels.

    Attributes
    ----------
    light : array of shape (side / 2, side / 2), linear, above the sky
    segments : which pixel belongs to which source
    label : of the source on the image's middle; 0 where there is none
    sky : where the sky was measured, array of bool, shape (side / 2, side / 2)
    """

    light: np.ndarray
    segments: SegmentationImage
    label: int
    sky: np.ndarray

    @property
    def galaxy(self) -> np.ndarray:
        """The central source's pixels, array of bool; none where the middle is empty."""
        return self.detected & (self.segments.data == self.label)

    @property
    def detected(self) -> np.ndarray:
        """The pixels of all sources, array of bool."""
        return self.segments.data > 0

    @property
    def others(self) -> int:
        """The number of sources beside the central one."""
        return self.segments.n_labels - bool(self.label)


def find_sources(greyscale: np.ndarray, shown: Light) -> Sources:
    """Find the sources of an image (side, side), 0 to 255.

    They are found in the picture, where faint and bright light weigh alike if it is stretched, and
    measured in linear light.
    """
    above, segments, sky = _above_sky(_smoothed(greyscale))
    middle = tuple(side // 2 for side in above.shape)
    label = int(segments.data[middle])
    if label:
        segments = _part(above, segments, label)
        label = int(segments.data[middle])
    light = block_average(shown.of(greyscale), AVERAGED)
    return Sources(light - np.median(light[sky]), segments, label, sky)


def stands_out(greyscale: np.ndarray) -> bool:
    """Whether an image (side, side) has a source in its middle that is no clump of noise."""
    above, segments, sky = _above_sky(_smoothed(greyscale))
    middle = tuple(side // 2 for side in above.shape)
    label = segments.data[middle]
    return bool(label and above[segments.data == label].max() > CLEAR_SIGMA * above[sky].std())


def _smoothed(greyscale: np.ndarray) -> np.ndarray:
    picture = block_average(greyscale.astype(np.float64), AVERAGED)
    return scipy.ndimage.gaussian_filter(picture, SMOOTHING_PIXELS)


def _above_sky(smooth: np.ndarray) -> tuple[np.ndarray, SegmentationImage, np.ndarray]:
    """A smoothed picture less its sky, the sources in it, and where the sky is."""
    sky = np.ones(smooth.shape, bool)
    for _ in range(PASSES):
        _, level, noise = sigma_clipped_stats(smooth, mask=~sky)
        segments = _detect(smooth - level, DETECTION_SIGMA * noise)
        empty = ~scipy.ndimage.binary_dilation(segments.data > 0, iterations=MARGIN_PIXELS)
        if empty.mean() < LEAST_SKY:
            break
        sky = empty
    return smooth - level, segments, sky


def full_size(mask: np.ndarray) -> np.ndarray:
    """A mask of averages over 2 x 2 pixels, (side / 2, side / 2), as one of pixels."""
    return mask.repeat(AVERAGED, axis=0).repeat(AVERAGED, axis=1)


def _detect(above: np.ndarray, threshold: float) -> SegmentationImage:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoDetectionsWarning)
        found = detect_sources(above, threshold, n_pixels=FEWEST_PIXELS)
    return SegmentationImage(np.zeros(above.shape, np.int32)) if found is None else found


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
