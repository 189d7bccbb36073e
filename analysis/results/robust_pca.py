"""Part 3: the chosen galaxy as low rank plus sparse, and where stars end up."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.data.greyscale import block_average, greyscale
from analysis.parallel import over_galaxies
from analysis.quantiles import Quantiles, quantiles
from analysis.regions import find_regions
from analysis.robust_pca import TOLERANCE, separate
from analysis.simulation import expose, stretch

TOP = 0.01
SEED = 11
SIMULATED = 24
AVERAGED = 2
BRIGHT_STAR, STAR_EDGE = 60.0, 2.0


@dataclass(frozen=True)
class Region:
    """Part of the image: its share of the pixels and of the sparse part's power."""

    name: str
    area: float
    power: float


@dataclass(frozen=True)
class Stars:
    """Simulated galaxies with and without their foreground stars, averaged over 2 x 2 pixels.

    Attributes
    ----------
    galaxies : of `simulated` ones, those with a star 60 or more grey levels bright
    held : of the stars' flux (grey levels above 2, added up), the share in the sparse part: its
        sum with stars less its sum without them, one a galaxy
    quantiles : of `held`
    """

    simulated: int
    galaxies: int
    held: np.ndarray
    quantiles: Quantiles


@dataclass(frozen=True)
class RobustPCAResult:
    """The two parts of the chosen galaxy.

    Attributes
    ----------
    weight, penalty, tolerance, iterations : lambda, mu, the stopping rule and the steps it took
    rank : of the low-rank part
    nonzero : share of the sparse part's entries that are not zero
    top, top_power : a share of the pixels, and the sparse part's power in so many of its largest
    power : of the sparse part over the image's
    regions : the central galaxy, other sources, and the sky
    low_rank, sparse : arrays of shape (side, side), 0 to 255 units
    """

    weight: float
    penalty: float
    tolerance: float
    iterations: int
    rank: int
    nonzero: float
    top: float
    top_power: float
    power: float
    regions: tuple[Region, ...]
    stars: Stars
    low_rank: np.ndarray
    sparse: np.ndarray


def separate_galaxy(image: np.ndarray) -> RobustPCAResult:
    """Separate an image of shape (side, side), 0 to 255, and simulated ones with known stars."""
    # The chosen galaxy takes one core as long as all simulated ones take another.
    simulated = (partial(star_flux_held, index, len(image)) for index in range(SIMULATED))
    parts, *held = over_galaxies(lambda work: work(), [partial(separate, image), *simulated])
    power = np.square(parts.sparse)
    regions = find_regions(image)
    named = (("the galaxy", regions.galaxy), ("other sources", regions.others))
    largest = np.sort(power, axis=None)[-round(TOP * power.size) :]
    return RobustPCAResult(
        weight=parts.weight,
        penalty=parts.penalty,
        tolerance=TOLERANCE,
        iterations=parts.iterations,
        rank=parts.rank,
        nonzero=np.count_nonzero(parts.sparse) / parts.sparse.size,
        top=TOP,
        top_power=float(largest.sum() / power.sum()),
        power=float(power.sum() / np.square(image).sum()),
        regions=tuple(
            Region(name, float(mask.mean()), float(power[mask].sum() / power.sum()))
            for name, mask in (*named, ("the sky", regions.sky))
        ),
        stars=_stars(held),
        low_rank=parts.low_rank,
        sparse=parts.sparse,
    )


def _stars(held: list[float | None]) -> Stars:
    found = np.array([share for share in held if share is not None])
    return Stars(SIMULATED, len(found), found, quantiles(found))


def star_flux_held(index: int, side: int) -> float | None:
    """Share of a simulated galaxy's star flux in the sparse part; None without a bright star."""
    exposure = expose(index, SEED, side)
    others = exposure.galaxy_light + exposure.neighbours + exposure.sky
    with_stars, without = (
        block_average(greyscale(stretch(exposure.frame(light))), AVERAGED)
        for light in (others + exposure.stars, others)
    )
    stars = with_stars - without
    if stars.max() < BRIGHT_STAR:
        return None
    where = stars > STAR_EDGE
    sparse = separate(with_stars).sparse - separate(without).sparse
    return float(sparse[where].sum() / stars[where].sum())
