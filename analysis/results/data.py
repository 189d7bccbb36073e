"""Part 1: the images, their bands, and what down-sampling costs."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.comparison.quantiles import median
from analysis.comparison.spectra import power_ratio
from analysis.images.bands import Bands, centre_above_sky, identify_bands
from analysis.images.copies import digests
from analysis.images.greyscale import block_average, white_level
from analysis.images.light import DARK
from analysis.images.reading import GalaxyFile
from analysis.results.example import Example
from analysis.results.image_file import ImageFile
from analysis.simulation.sample import SEED
from analysis.survey.store import origin

SHOWN = 5
FACTORS = (1, 2, 4, 8, 16)
OF_FILE = (
    *("key", "shape", "stored_side", "block", "lost", "dtype"),
    *("unit", "scale", "offset", "sky", "stretched"),
)


@dataclass(frozen=True)
class Factor:
    """What averaging over p x p blocks keeps; medians over all galaxies.

    Attributes
    ----------
    p, side, pixels : block side, side of an averaged image, its number of pixels
    relative_error : of the blocks' means, spread over their blocks again
    variance_kept : variance between blocks over the variance of the image's pixels
    largest_mean_change : the largest change of any image's mean, 0 to 255 units
    picture : array of shape (side, side), the chosen galaxy
    """

    p: int
    side: int
    pixels: int
    relative_error: float
    variance_kept: float
    largest_mean_change: float
    picture: np.ndarray


@dataclass(frozen=True)
class DataResult:
    """The set of images and the chosen galaxy.

    Attributes
    ----------
    source, file, sha256, seed : where the images come from; seed is None for a file
    key : the dataset of the images in the file
    origin : what a file that was fetched says of where; see `analysis.survey.store.origin`
    different_images : how many are left if every image counts once
    no_brighter : images whose middle is no brighter than their border
    richest, richest_share : the galaxy whose image has most contrast, and its share of the sum of
        all images' variances
    shape : (galaxies, side, side, 3), of the images that are used
    stored_side : of an image in the file, in pixels; of a larger one the middle is used
    block, lost : side of the blocks of stored pixels over which large images are averaged first, 1
        for none, and the share of the galaxies' variance beyond their sky's that it loses
    dtype : of the pixels as stored
    galaxy, downsample : the chosen galaxy, the factor p
    example : how it was chosen
    unit : the rule by which, see `analysis.images.units`
    scale, offset : what brought the stored pixels to 0 to 255
    sky, stretched : the typical value of the sky, and whether it is that of no light in the
        survey's stretch, so that the images are taken to be such pictures
    bands : what the channels hold
    shown : indices of the galaxies that are shown, the chosen one first
    colour : array of shape (shown, side, side, 3), 0 to 1
    grey : array of shape (side, side), the chosen galaxy, 0 to 255
    factors : what several factors p keep
    """

    source: str
    file: str | None
    sha256: str | None
    seed: int | None
    key: str
    origin: dict[str, Any]
    shape: tuple[int, ...]
    different_images: int
    no_brighter: int
    richest: int
    richest_share: float
    stored_side: int
    block: int
    lost: float
    dtype: str
    galaxy: int
    downsample: int
    example: Example
    unit: str
    scale: float
    offset: float
    sky: float
    stretched: bool
    bands: Bands
    shown: tuple[int, ...]
    colour: np.ndarray
    grey: np.ndarray
    factors: tuple[Factor, ...]

    @property
    def has_copies(self) -> bool:
        """Whether some images are there more than once."""
        return self.different_images < self.shape[0]

    @property
    def dominated(self) -> bool:
        """Whether one galaxy has more contrast than all others together."""
        return self.richest_share > 1 / 2

    @property
    def white(self) -> float:
        """The grey value of the chosen galaxy that figures show as white."""
        return white_level(self.grey)

    @property
    def colour_white(self) -> float:
        """The same in the bands of all galaxies that are shown, 0 to 1."""
        return white_level(self.colour)

    @property
    def dark(self) -> float:
        """The value that the survey's stretch gives to no light."""
        return DARK

    @property
    def cropped(self) -> bool:
        """Whether only the middle of a stored image is used."""
        return self.shape[1] * self.block != self.stored_side


def describe(source: ImageFile, galaxies: GalaxyFile, example: Example, p: int) -> DataResult:
    """Describe a set of galaxies, with the chosen one; `p` is the down-sampling factor."""
    shown = _shown(len(galaxies), example.galaxy)
    some = [galaxies.read(slice(index, index + 1)) for index in shown]
    side = galaxies.side
    simulated = source.kind == "simulated"
    factors = sorted({*(factor for factor in FACTORS if side % factor == 0), p})
    # All that needs every pixel, in one pass over the file.
    looked_at = galaxies.over_chunks(
        lambda part: (
            digests(part.images),
            centre_above_sky(part.images),
            part.greyscale.var(axis=(1, 2), dtype=np.float64),
            _kept(part.greyscale, factors),
        )
    )
    different, above_sky, variance, kept = zip(*looked_at, strict=True)
    above, contrast = np.concatenate(above_sky), np.concatenate(variance)
    return DataResult(
        source=source.kind,
        file=None if simulated else source.path.name,
        sha256=source.sha256,
        seed=SEED if simulated else None,
        origin=origin(source.path),
        different_images=len(set().union(*different)),
        no_brighter=int(np.count_nonzero(above.mean(axis=1) <= 0)),
        richest=int(contrast.argmax()),
        richest_share=float(contrast.max() / contrast.sum()),
        galaxy=example.galaxy,
        example=example,
        downsample=p,
        **{name: getattr(galaxies, name) for name in OF_FILE},
        bands=identify_bands(above),
        shown=shown,
        colour=np.stack([one.composite(0) for one in some]),
        grey=some[0].grey(0),
        factors=_factors(kept, factors, some[0].greyscale),
    )


def _shown(number: int, galaxy: int) -> tuple[int, ...]:
    """The chosen galaxy and others at even distances from it through the set."""
    return tuple((galaxy + step * number // SHOWN) % number for step in range(SHOWN))


def _factors(
    parts: tuple[list[np.ndarray], ...], factors: list[int], chosen: np.ndarray
) -> tuple[Factor, ...]:
    """What averages keep, of `_kept` of each chunk; `chosen` is shown, shape (1, side, side)."""
    return tuple(
        _factor(p, block_average(chosen, p)[0], np.concatenate(of_parts))
        for p, of_parts in zip(factors, zip(*parts, strict=True), strict=True)
    )


def _kept(greyscale: np.ndarray, factors: list[int]) -> list[np.ndarray]:
    """Relative error, share of the variance, and change of the mean, (galaxies, 3) for each factor.

    Block means are the least-squares constants, so the lost power is a difference of powers.
    """
    mean, power = _moments(greyscale)
    kept = []
    for p in factors:
        mean_kept, power_kept = _moments(block_average(greyscale, p))
        lost = np.maximum(power - power_kept, 0)
        variance_kept = power_ratio(power_kept - mean**2, power - mean**2)
        kept.append(np.stack([np.sqrt(lost / power), variance_kept, abs(mean_kept - mean)], axis=1))
    return kept


def _moments(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean value and mean power of every image."""
    flat = images.reshape(len(images), -1).astype(np.float64)
    return flat.mean(axis=1), np.einsum("ij,ij->i", flat, flat) / flat.shape[1]


def _factor(p: int, picture: np.ndarray, kept: np.ndarray) -> Factor:
    relative_error, variance_kept, _ = median(kept).tolist()
    return Factor(
        p=p,
        side=len(picture),
        pixels=picture.size,
        relative_error=relative_error,
        variance_kept=variance_kept,
        largest_mean_change=float(kept[:, 2].max()),
        picture=picture.astype(np.float64),
    )
