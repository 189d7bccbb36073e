"""What every rule keeps of every galaxy, and what the number kept goes with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from astropy.stats import sigma_clipped_stats
from skimage.restoration import estimate_sigma

from analysis.approximation.svd import singular_values
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.meaning.associations import Association, associate, varies
from analysis.morphology.regions import find_regions
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.denoising import keep, prepare
from analysis.threshold.rules import threshold_known_noise, threshold_unknown_noise
from analysis.threshold.sky import border_noise, sky_autocorrelation

if TYPE_CHECKING:
    from analysis.morphology import Photometry

ESTIMATES = ("border", "finest wavelet details", "clipped background")
SHOWN = 5
SIGNIFICANCE = 0.05
# Two estimates of the same noise agree within this factor.
AGREEMENT = 2.0
# Clipped pixels that are this much noisier than the border hold light as well.
NOISIER = 1.2
OF_THE_GALAXY = (
    "half-light radius",
    "concentration",
    "elongation along rows or columns",
    "elongation along diagonals",
    "brightness",
)


@dataclass(frozen=True)
class Rule:
    """One rule on all galaxies.

    Attributes
    ----------
    kept : one a galaxy, array of shape (galaxies,)
    of : singular values that there are
    sigma : the noise that goes in, over all galaxies; None where the median tells it
    """

    name: str
    kept: np.ndarray
    of: int
    quantiles: Quantiles
    sigma: Quantiles | None = None


@dataclass(frozen=True)
class Extremes:
    """The galaxies of which a rule keeps fewest and most.

    Attributes
    ----------
    fewest, most : indices of galaxies, the most extreme first
    fewest_kept, most_kept : what is kept of them
    fewest_pictures, most_pictures : arrays of shape (5, side, side), 0 to 255
    """

    rule: str
    fewest: tuple[int, ...]
    most: tuple[int, ...]
    fewest_kept: tuple[int, ...]
    most_kept: tuple[int, ...]
    fewest_pictures: np.ndarray
    most_pictures: np.ndarray


@dataclass(frozen=True)
class Kept:
    """All rules on all galaxies.

    Attributes
    ----------
    rules : with the median rule and the border's noise first
    autocorrelation : lag-1 autocorrelation of every sky, array of shape (galaxies,)
    measured : galaxies of which a property can be measured, one a property, without those that
        hardly any galaxy has or that are the same for all
    tests : number of correlations
    associations : of three rules' numbers kept with the properties
    """

    rules: tuple[Rule, ...]
    autocorrelation: np.ndarray
    extremes: tuple[Extremes, ...]
    measured: tuple[int, ...]
    tests: int
    associations: tuple[Association, ...]

    def rule(self, name: str) -> Rule:
        """One of the rules by its name."""
        return next(rule for rule in self.rules if rule.name == name)

    def significant(self, rule: str) -> list[Association]:
        """A rule's correlations that are significant after correction, strongest first."""
        own = [a for a in self.associations if a.component == rule]
        found = [a for a in own if a.p_corrected < SIGNIFICANCE]
        return sorted(found, key=lambda a: -a.magnitude)

    @property
    def associated(self) -> tuple[str, ...]:
        """Names of the rules whose numbers are correlated with properties."""
        return MEDIAN, ESTIMATES[0], AVERAGED

    @property
    def properties(self) -> tuple[str, ...]:
        """Names of these properties."""
        return tuple(a.property for a in self.associations if a.component == MEDIAN)

    def association(self, rule: str, quantity: str) -> Association:
        """One rule's correlation with one property."""
        wanted = (rule, quantity)
        return next(a for a in self.associations if (a.component, a.property) == wanted)

    @property
    def measures_the_sky(self) -> bool:
        """Whether the median rule's number goes with the sky's autocorrelation above all."""
        found = self.significant(MEDIAN)
        return bool(found) and found[0].property == "autocorrelation of the sky"

    @property
    def of_the_galaxy(self) -> tuple[str, ...]:
        """Properties that are the galaxy's own, and not the image's."""
        return tuple(name for name in self.properties if name in OF_THE_GALAXY)

    @property
    def details_ratio(self) -> float:
        """Median noise of the border over that of the finest details; 0 where these show none."""
        border, details = (self._median_noise(name) for name in ESTIMATES[:2])
        return border / details if details else 0.0

    @property
    def details_noise(self) -> str:
        """Of the finest details: "none", "smaller" or "larger" than the border's, or "alike"."""
        if not self._median_noise(ESTIMATES[1]):
            return "none"
        if self.details_ratio > AGREEMENT:
            return "smaller"
        return "larger" if self.details_ratio < 1 / AGREEMENT else "alike"

    @property
    def clipped_noisier(self) -> bool:
        """Whether what remains after clipping has more noise than the border."""
        return self._median_noise(ESTIMATES[2]) > NOISIER * self._median_noise(ESTIMATES[0])

    def _median_noise(self, estimate: str) -> float:
        sigma = self.rule(estimate).sigma
        return sigma.median if sigma else 0.0


MEDIAN = "median rule"
AVERAGED = "averaged 2 × 2, known noise"


def keep_all(
    greyscale: np.ndarray,
    singular_values: np.ndarray,
    photometry: "Photometry",
    galaxies: np.ndarray,
) -> Kept:
    """Count what is kept of images (n, side, side) of galaxies with these indices in the set."""
    shape = greyscale.shape[1:]
    sigmas = dict(zip(ESTIMATES, np.array(over_galaxies(_sigmas, greyscale)).T, strict=True))
    unknown = np.array([threshold_unknown_noise(s, shape).kept for s in singular_values])
    rules = [Rule(MEDIAN, unknown, shape[0], quantiles(unknown))]
    for name, of_each in sigmas.items():
        kept = np.array(
            [
                threshold_known_noise(s, shape, sigma).kept
                for s, sigma in zip(singular_values, of_each, strict=True)
            ]
        )
        rules.append(Rule(name, kept, shape[0], quantiles(kept), quantiles(of_each)))
    rules.extend(_prepared_rules(greyscale))
    autocorrelation = np.array([sky_autocorrelation(image) for image in greyscale])
    by_name = {rule.name: rule.kept for rule in rules}
    candidates = _properties(greyscale, photometry, sigmas[ESTIMATES[0]], autocorrelation)
    properties = {name: values for name, values in candidates.items() if varies(values)}
    associations = associate(
        {name: by_name[name] for name in (MEDIAN, ESTIMATES[0], AVERAGED)}, properties
    )
    measured = np.isfinite(np.stack(list(properties.values()))).sum(axis=1)
    return Kept(
        rules=tuple(rules),
        autocorrelation=autocorrelation,
        extremes=tuple(
            _extremes(name, by_name[name], greyscale, galaxies) for name in (MEDIAN, ESTIMATES[0])
        ),
        measured=tuple(measured.tolist()),
        tests=len(associations),
        associations=associations,
    )


def _sigmas(image: np.ndarray) -> tuple[float, float, float]:
    """The noise of an image by each of the estimates.

    References
    ----------
    Donoho & Johnstone (1994), Biometrika 81, 425 (median of the finest diagonal details).
    """
    image = image.astype(np.float64)
    return (
        border_noise(image),
        float(estimate_sigma(image)),
        sigma_clipped_stats(image, axis=(0, 1))[2],
    )


def _prepared_rules(greyscale: np.ndarray) -> list[Rule]:
    """Both rules after averaging and after whitening."""
    found = over_galaxies(_keep_prepared, greyscale)
    rules = []
    for name, (_, of) in found[0].items():
        kept = np.array([one[name][0] for one in found])
        rules.append(Rule(name, kept, of, quantiles(kept)))
    return rules


def _keep_prepared(image: np.ndarray) -> dict[str, tuple[int, int]]:
    """Kept, of how many, by name of preparation and rule."""
    _, *others = prepare(image).items()
    return {
        f"{preparation}, {rule}": (threshold.kept, len(prepared.matrix))
        for preparation, prepared in others
        for rule, threshold in keep(prepared.matrix, singular_values(prepared.matrix)).items()
    }


def _properties(
    greyscale: np.ndarray,
    photometry: "Photometry",
    sigma: np.ndarray,
    autocorrelation: np.ndarray,
) -> dict[str, np.ndarray]:
    """What the number kept might go with.

    A galaxy that is drawn out along rows or columns is nearly one outer product, and one that is
    drawn out along a diagonal is not, so the two components of ellipticity count by modulus.
    """
    others = np.array([regions.number for regions in over_galaxies(find_regions, greyscale)])
    return {
        "brightness": photometry.brightness,
        "half-light radius": photometry.half_light_radius,
        "concentration": photometry.concentration,
        "elongation along rows or columns": np.abs(photometry.e1),
        "elongation along diagonals": np.abs(photometry.e2),
        "other sources": others,
        "noise of the sky": sigma,
        "autocorrelation of the sky": autocorrelation,
    }


def _extremes(name: str, kept: np.ndarray, greyscale: np.ndarray, galaxies: np.ndarray) -> Extremes:
    order = np.argsort(kept, kind="stable")
    fewest, most = order[:SHOWN], order[::-1][:SHOWN]
    return Extremes(
        name,
        tuple(galaxies[fewest].tolist()),
        tuple(galaxies[most].tolist()),
        tuple(kept[fewest].tolist()),
        tuple(kept[most].tolist()),
        greyscale[fewest],
        greyscale[most],
    )
