"""Part 3: the chosen galaxy as low rank plus sparse, and where stars end up."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.approximation.robust_pca import TOLERANCE, separate
from analysis.approximation.svd import singular_values
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.greyscale import block_average, greyscale
from analysis.images.light import PROPORTIONAL
from analysis.images.stretch import stretch
from analysis.runtime.parallel import over_galaxies
from analysis.simulation import expose

TOP = 0.01
SEED = 11
SIMULATED = 24
AVERAGED = 2
BRIGHT_STAR, STAR_EDGE = 60.0, 2.0
# Share of the full rank, and of the entries, up to which a part is what its name says.
LOW = SPARSE = 0.2
MOST = 0.5
# Power over area from which a region is said to have more than its share.
MORE_THAN_ITS_SHARE = 1.5
# Share of the power in one term from which an image is nearly of rank one.
NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Region:
    """Part of the image: its share of the pixels and of the sparse part's power.

    NaN is the latter where the sparse part is empty.
    """

    name: str
    area: float
    power: float

    @property
    def overfull(self) -> bool:
        """Whether it has clearly more of the power than of the pixels."""
        return self.power > MORE_THAN_ITS_SHARE * self.area


@dataclass(frozen=True)
class Stars:
    """Simulated galaxies with and without their foreground stars, averaged over 2 x 2 pixels.

    Attributes
    ----------
    galaxies : of `simulated` ones, those with a star 60 or more grey levels bright
    held : of the stars' flux (grey levels above 2, added up), the share in the sparse part: its
        sum with stars less its sum without them, one a galaxy
    quantiles : of `held`
    first_term : share of the power of the image of the stars alone, the one with stars less the
        one without, in its first singular term; median
    """

    simulated: int
    galaxies: int
    held: np.ndarray
    quantiles: Quantiles
    first_term: float

    @property
    def missed(self) -> bool:
        """Whether most of the stars' flux stays in the low-rank part."""
        return self.quantiles.median < MOST

    @property
    def nearly_rank_one(self) -> bool:
        """Whether the image of the stars alone is nearly one singular term."""
        return self.first_term > NEARLY_ALL


@dataclass(frozen=True)
class RobustPCAResult:
    """The two parts of the chosen galaxy.

    Attributes
    ----------
    weight, penalty, tolerance, iterations : lambda, mu, the stopping rule and the steps it took
    residual : norm of what the two parts leave of the image, over that of the image
    rank : of the low-rank part
    nonzero : share of the sparse part's entries that are not zero
    top, top_power : a share of the pixels, and the sparse part's power in so many of its largest
    power : of the sparse part over the image's
    regions : the central galaxy, other sources, and the sky
    stars : where simulated stars go; None if none is bright enough
    low_rank, sparse : arrays of shape (side, side), 0 to 255 units
    """

    weight: float
    penalty: float
    tolerance: float
    iterations: int
    residual: float
    rank: int
    nonzero: float
    top: float
    top_power: float
    power: float
    regions: tuple[Region, ...]
    stars: Stars | None
    low_rank: np.ndarray
    sparse: np.ndarray

    @property
    def ran_out(self) -> bool:
        """Whether the steps that are allowed were too few."""
        return self.residual > self.tolerance

    @property
    def empty(self) -> bool:
        """Whether nothing at all is in the sparse part."""
        return not self.power

    @property
    def is_low(self) -> bool:
        """Whether the low-rank part has at most a fifth of the full rank."""
        return self.rank <= LOW * len(self.low_rank)

    @property
    def is_sparse(self) -> bool:
        """Whether at most a fifth of the sparse part's entries are not zero."""
        return self.nonzero <= SPARSE

    @property
    def up_to(self) -> float:
        """Share of the full rank, and of the entries, up to which a part is what its name says."""
        return LOW

    @property
    def mostly(self) -> str | None:
        """Name of the region that has most of the sparse part's power, None if none has half."""
        return self.largest.name if self.largest.power > MOST else None

    @property
    def largest(self) -> Region:
        """The region that has more of the sparse part's power than any other."""
        return max(self.regions, key=lambda region: region.power)

    @property
    def bright(self) -> float:
        """Grey levels from which a simulated star counts."""
        return BRIGHT_STAR


def separate_galaxy(image: np.ndarray) -> RobustPCAResult:
    """Separate an image of shape (side, side), 0 to 255, and simulated ones with known stars."""
    # The chosen galaxy takes one core as long as all simulated ones take another.
    simulated = (partial(separate_stars, index, len(image)) for index in range(SIMULATED))
    parts, *stars = over_galaxies(lambda work: work(), [partial(separate, image), *simulated])
    power = np.square(parts.sparse)
    total = power.sum() or np.nan
    largest = np.sort(power, axis=None)[-round(TOP * power.size) :]
    return RobustPCAResult(
        weight=parts.weight,
        penalty=parts.penalty,
        tolerance=TOLERANCE,
        iterations=parts.iterations,
        residual=parts.residual,
        rank=parts.rank,
        nonzero=np.count_nonzero(parts.sparse) / parts.sparse.size,
        top=TOP,
        top_power=float(largest.sum() / total),
        power=float(power.sum() / np.square(image).sum()),
        regions=_regions(image, power, total),
        stars=_stars(stars),
        low_rank=parts.low_rank,
        sparse=parts.sparse,
    )


def _regions(image: np.ndarray, power: np.ndarray, total: float) -> tuple[Region, ...]:
    """Shares of the pixels, and of a power (side, side) of this total, in parts of an image."""
    # Imported late: whoever only reads cached results need not wait for photutils.
    from analysis.morphology.sources import find_sources, full_size

    found = find_sources(image, PROPORTIONAL)  # only where they are matters
    masks = {
        "the galaxy": found.galaxy,
        "other sources": found.detected & ~found.galaxy,
        "the sky": ~found.detected,
    }
    return tuple(
        Region(name, float(mask.mean()), float(power[full_size(mask)].sum() / total))
        for name, mask in masks.items()
    )


def _stars(separated: list[tuple[float, float] | None]) -> Stars | None:
    found = np.array([shares for shares in separated if shares is not None])
    if not len(found):
        return None
    held, first_term = found.T
    return Stars(SIMULATED, len(found), held, quantiles(held), float(np.median(first_term)))


def separate_stars(index: int, side: int) -> tuple[float, float] | None:
    """Where a simulated galaxy's stars go, and whether they are of low rank themselves.

    Returns
    -------
    share of their flux in the sparse part, and of their image's power in its first singular term;
    None without a bright star
    """
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
    power = np.square(singular_values(stars))
    return float(sparse[where].sum() / stars[where].sum()), float(power[0] / power.sum())
