"""What every rule keeps of every galaxy, and what the number kept goes with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import skimage

from analysis.approximation import svd
from analysis.comparison.fidelity import DATA_RANGE
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.greyscale import white_level
from analysis.images.precision import EXACT
from analysis.meaning.associations import Association, associate, detectable, each_once, varies
from analysis.results.skies import Skies, keep_known, next_to_one
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.denoising import AVERAGED, PREPARATIONS, RULES, keep
from analysis.threshold.whitening import sky_model

if TYPE_CHECKING:
    from analysis.morphology.photometry import Photometry

ESTIMATES = ("border", "finest wavelet details", "clipped background")
SHOWN = 5
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
    detectable : modulus from which one of them, of as many galaxies as can be had, is significant
    associations : of three rules' numbers kept with the properties
    """

    rules: tuple[Rule, ...]
    autocorrelation: np.ndarray
    extremes: tuple[Extremes, ...]
    measured: tuple[int, ...]
    tests: int
    detectable: float
    associations: tuple[Association, ...]

    @property
    def white(self) -> float:
        """The grey value of the extremes that figures show as white."""
        pictures = [(rule.fewest_pictures, rule.most_pictures) for rule in self.extremes]
        return white_level(np.array(pictures))

    def rule(self, name: str) -> Rule:
        """One of the rules by its name."""
        return next(rule for rule in self.rules if rule.name == name)

    def significant(self, rule: str) -> list[Association]:
        """A rule's correlations that are significant after correction, strongest first."""
        own = [a for a in self.associations if a.component == rule]
        return sorted((a for a in own if a.significant), key=lambda a: -a.magnitude)

    @property
    def unknown(self) -> bool:
        """Whether some correlation cannot be told."""
        return self.tests < len(self.associations)

    @property
    def associated(self) -> tuple[str, ...]:
        """Names of the rules whose numbers are correlated with properties."""
        return MEDIAN, ESTIMATES[0], AVERAGED_KNOWN

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
        """Median noise of the border over that of the finest details; NaN where either is none."""
        border, details = (self._median_noise(name) for name in ESTIMATES[:2])
        return border / details if border and details else np.nan

    @property
    def details_noise(self) -> str:
        """Of the finest details: "none", "smaller" or "larger" than the border's, or "alike".

        Or "alone", where the border shows none.
        """
        if not self._median_noise(ESTIMATES[1]):
            return "none"
        if not self._median_noise(ESTIMATES[0]):
            return "alone"
        return next_to_one(self.details_ratio, "smaller", "larger")

    @property
    def clipped_noisier(self) -> bool:
        """Whether what remains after clipping has more noise than the border."""
        return self._median_noise(ESTIMATES[2]) > NOISIER * self._median_noise(ESTIMATES[0])

    def _median_noise(self, estimate: str) -> float:
        """In grey levels; 0 where there is none but rounding."""
        sigma = self.rule(estimate).sigma
        return sigma.median if sigma and sigma.median > EXACT * DATA_RANGE else 0.0


MEDIAN = "median rule"
AVERAGED_KNOWN = "averaged 2 × 2, known noise"


def keep_all(
    greyscale: np.ndarray,
    singular_values: np.ndarray,
    skies: Skies,
    photometry: "Photometry",
    sources: np.ndarray,
    galaxies: np.ndarray,
) -> Kept:
    """Count what is kept of images (n, side, side) of galaxies with these indices in the set."""
    rules = _rules(greyscale, singular_values, skies)
    by_name = {rule.name: rule.kept for rule in rules}
    candidates = each_once(_properties(photometry, skies, sources))
    properties = {name: values for name, values in candidates.items() if varies(values)}
    associations = associate(
        {name: by_name[name] for name in (MEDIAN, ESTIMATES[0], AVERAGED_KNOWN)}, properties
    )
    measured = tuple(int(np.isfinite(values).sum()) for values in properties.values())
    tests = sum(item.known for item in associations)
    return Kept(
        rules=rules,
        autocorrelation=skies.autocorrelation,
        extremes=tuple(
            _extremes(name, by_name[name], greyscale, galaxies) for name in (MEDIAN, ESTIMATES[0])
        ),
        measured=measured,
        tests=tests,
        detectable=detectable(max(measured, default=0), tests),
        associations=associations,
    )


def _rules(greyscale: np.ndarray, singular_values: np.ndarray, skies: Skies) -> tuple[Rule, ...]:
    """The median rule, the known noise by every estimate, and both on prepared images."""
    side = greyscale.shape[1]
    other_sigmas = np.array(over_galaxies(_other_sigmas, greyscale)).T
    known = [(skies.known_kept, skies.sigma)]
    known += [(keep_known(singular_values, sigmas), sigmas) for sigmas in other_sigmas]
    whitened = np.array(over_galaxies(_keep_whitened, greyscale)).T
    averaged = (skies.averaged_unknown_kept, skies.averaged_known_kept)
    prepared = [
        Rule(f"{preparation}, {rule}", kept, of, quantiles(kept))
        for preparation, of, both in (
            (PREPARATIONS[1], side // AVERAGED, averaged),
            (PREPARATIONS[2], side, whitened),
        )
        for rule, kept in zip(RULES, both, strict=True)
    ]
    return (
        Rule(MEDIAN, skies.unknown_kept, side, quantiles(skies.unknown_kept)),
        *(
            Rule(name, kept, side, quantiles(kept), quantiles(sigmas))
            for name, (kept, sigmas) in zip(ESTIMATES, known, strict=True)
        ),
        *prepared,
    )


def _other_sigmas(image: np.ndarray) -> tuple[float, float]:
    """The noise of an image by each of the estimates but the border's.

    References
    ----------
    Donoho & Johnstone (1994), Biometrika 81, 425 (median of the finest diagonal details).
    """
    from astropy.stats import sigma_clipped_stats  # takes its time

    image = image.astype(np.float64)
    clipped = sigma_clipped_stats(image, axis=(0, 1))[2]
    return float(skimage.restoration.estimate_sigma(image)), float(clipped)


def _keep_whitened(image: np.ndarray) -> tuple[int, int]:
    """Kept by both rules after whitening."""
    image = image.astype(np.float64)
    white = sky_model(image).whiten(image)
    unknown, known = keep(white, svd.singular_values(white)).values()
    return unknown.kept, known.kept


def _properties(
    photometry: "Photometry", skies: Skies, sources: np.ndarray
) -> dict[str, np.ndarray]:
    """What the number kept might go with.

    A galaxy that is drawn out along rows or columns is nearly one outer product, and one that is
    drawn out along a diagonal is not, so the two components of ellipticity count by modulus.
    """
    return {
        "brightness": photometry.brightness,
        "half-light radius": photometry.half_light_radius,
        "concentration": photometry.concentration,
        "elongation along rows or columns": np.abs(photometry.e1),
        "elongation along diagonals": np.abs(photometry.e2),
        "other sources": sources,
        "noise of the sky": skies.sigma,
        "autocorrelation of the sky": skies.autocorrelation,
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
