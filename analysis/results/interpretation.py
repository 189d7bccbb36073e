"""What the singular vectors and the latents go with, measured on every galaxy."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.paired import SIGNIFICANCE, holm
from analysis.meaning.associations import Association, associate, detectable, each_once, varies
from analysis.meaning.explained import CHOSEN, Explained, explain, p_value
from analysis.meaning.turns import Turns, behave
from analysis.results.again import Again, Readings, read_again
from analysis.results.frame import FrameResult, describe_frame
from analysis.results.morphology import NAMES, properties_of

if TYPE_CHECKING:
    from analysis.morphology.properties import Morphology

# |rho| from which a component is said to follow a property, and below which it is called weak.
STRONG, WEAK = 0.5, 0.2
# R² from which several numbers are said to explain a property.
MOST = 0.5

LATENTS, COEFFICIENTS = "latents", "singular coefficients"


@dataclass(frozen=True)
class Component:
    """One component and the properties it goes with significantly, strongest first.

    `strong`, `moderate` and `weak` part them at |rho| of 0.5 and 0.2.
    """

    name: str
    associations: tuple[Association, ...]
    strong: tuple[Association, ...]
    moderate: tuple[Association, ...]
    weak: tuple[Association, ...]

    @property
    def significant(self) -> tuple[Association, ...]:
        """All that it goes with, strongest first."""
        return self.strong + self.moderate + self.weak

    @property
    def leading(self) -> tuple[Association, ...]:
        """The strongest of the three groups that is not empty."""
        return self.strong or self.moderate or self.weak


@dataclass(frozen=True)
class Together:
    """How much of one property the latents explain together, and how much singular vectors do.

    Attributes
    ----------
    galaxies : those that have the property
    explained : R² by latents and by singular coefficients: linear, non-linear, and the regression
        that the training galaxies of each fold choose
    """

    property: str
    galaxies: int
    explained: tuple[Explained, ...]

    def best(self, features: str) -> Explained:
        """The regression on these features that was chosen without its test galaxies."""
        own = [item for item in self.explained if item.features == features]
        return next(item for item in own if item.regression == CHOSEN)

    @cached_property  # `property` is a field here
    def shown(self) -> tuple[Explained, ...]:
        """The two regressions on either set of features."""
        return tuple(item for item in self.explained if item.regression != CHOSEN)

    @cached_property  # `property` is a field here
    def difference(self) -> np.ndarray:
        """R² of the latents less that of the coefficients, a fold each."""
        return self.best(LATENTS).folds - self.best(COEFFICIENTS).folds

    @cached_property  # `property` is a field here
    def p_value(self) -> float:
        """Of that difference, see `analysis.meaning.explained.p_value`; not corrected."""
        return p_value(self.difference)

    @cached_property  # `property` is a field here
    def ahead(self) -> str:
        """Whichever explains more, by chance or not."""
        return LATENTS if self.difference.mean() > 0 else COEFFICIENTS

    @cached_property  # `property` is a field here
    def unexplained(self) -> bool:
        """Whether neither explains more than the folds scatter."""
        both = (self.best(LATENTS), self.best(COEFFICIENTS))
        return all(item.mean <= item.spread for item in both)


@dataclass(frozen=True)
class InterpretationResult:
    """Correlations of all components with all properties.

    Attributes
    ----------
    galaxies : the number measured for each property, in the order of the columns
    tests : number of correlations, which the p-values are corrected for
    detectable : modulus from which one of them, of as many galaxies as can be had, is significant
    properties : their names, in the order of the columns
    left_out : those that too few galaxies have, or that are the same for all
    associations : all correlations
    vectors, latents : the same, by component
    shared : the directions that several trainings have in common, tested apart
    together : cross-validated regressions of each property on four numbers
    turns : what the latents become when galaxies are turned; None if too few were turned to tell
    frame : directions of the latents that go with few properties each; None where none can be told
    again : how well each of several trainings tells the properties

    All but `shared` and `again` are about the first training.
    """

    galaxies: tuple[int, ...]
    tests: int
    detectable: float
    properties: tuple[str, ...]
    left_out: tuple[str, ...]
    associations: tuple[Association, ...]
    vectors: tuple[Component, ...] = field(metadata={"recorded": False})
    latents: tuple[Component, ...] = field(metadata={"recorded": False})
    shared: tuple[Component, ...]
    together: tuple[Together, ...]
    turns: Turns | None
    frame: FrameResult | None
    again: Again

    @property
    def strong_from(self) -> float:
        """Modulus of the correlation from which a component follows a property."""
        return STRONG

    @property
    def weak_below(self) -> float:
        """Modulus of the correlation below which a component goes with it only weakly."""
        return WEAK

    @property
    def table(self) -> "InterpretationResult | None":
        """All of it where a correlation could be measured, None where none could."""
        return self if self.tests else None

    @property
    def folds(self) -> tuple[int, ...]:
        """Into how many parts the galaxies were cut to predict properties, all that occur."""
        return tuple(sorted({len(row.explained[0].folds) for row in self.together}))

    @property
    def known_by_latents(self) -> tuple[str, ...]:
        """Properties of which the latents explain at least half of the variance of the ranks."""
        return tuple(row.property for row in self.together if row.best(LATENTS).mean >= MOST)

    def said_more_by(self, winner: str | None) -> tuple[str, ...]:
        """Properties that "latents" or "singular coefficients" explain better, or, None, neither.

        Without those of which nothing is explained. The tests are corrected for their number.
        """
        rows = [row for row in self.together if not row.unexplained]
        p_values = holm(np.array([row.p_value for row in rows]))
        winners = [
            row.ahead if p < SIGNIFICANCE else None for row, p in zip(rows, p_values, strict=True)
        ]
        return tuple(row.property for row, who in zip(rows, winners, strict=True) if who == winner)

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Properties of which neither explains more than the folds scatter."""
        return tuple(row.property for row in self.together if row.unexplained)

    def strongest(self, components: tuple[Component, ...], quantity: str) -> Association:
        """What of these components goes with a property most."""
        own = [a for c in components for a in c.associations if a.property == quantity]
        return max(own, key=lambda item: item.magnitude)


def interpret(
    morphology: "Morphology",
    coefficients: np.ndarray,
    linear_codes: np.ndarray,
    readings: tuple[Readings, ...],
    shared: tuple[np.ndarray, ...],
) -> InterpretationResult:
    """Correlate coefficients and latents with measured properties.

    Parameters
    ----------
    morphology : of all galaxies
    coefficients : array of shape (galaxies, 8)
    linear_codes : array of shape (galaxies, d), coordinates in the basis of the training galaxies
    readings : one a training; the first one's latents are interpreted one by one
    shared : readings of shared directions, arrays of shape (galaxies,)
    """
    first, properties = readings[0], _varying(morphology)
    vectors = {f"singular vector {k + 1}": column for k, column in enumerate(coefficients.T)}
    latents = {f"latent {k + 1}": column for k, column in enumerate(first.encoded.T)}
    associations = associate({**vectors, **latents}, properties)
    together = _regress({LATENTS: first.encoded, COEFFICIENTS: linear_codes}, properties)
    galaxies = tuple(row.galaxies for row in together)
    tests = sum(item.known for item in associations)
    frames = tuple(describe_frame(one.encoded, properties, one.turned) for one in readings)
    return InterpretationResult(
        galaxies=galaxies,
        tests=tests,
        detectable=detectable(max(galaxies, default=0), tests),
        properties=tuple(properties),
        left_out=tuple(name for name in NAMES.values() if name not in properties),
        associations=associations,
        vectors=tuple(_component(name, associations) for name in vectors),
        latents=tuple(_component(name, associations) for name in latents),
        shared=_describe_shared(shared, properties),
        together=together,
        turns=behave(first.turned),
        frame=frames[0],
        again=read_again(readings, frames, properties),
    )


def _varying(morphology: "Morphology") -> dict[str, np.ndarray]:
    """The properties that components are correlated with, as the report names them."""
    measured = each_once(properties_of(morphology))
    named = {name: measured[attribute] for attribute, name in NAMES.items()}
    return {name: values for name, values in named.items() if varies(values)}


def _describe_shared(
    shared: tuple[np.ndarray, ...], properties: dict[str, np.ndarray]
) -> tuple[Component, ...]:
    """What shared directions go with, by readings and properties of shape (galaxies,)."""
    directions = {f"direction {k + 1}": readings for k, readings in enumerate(shared)}
    associations = associate(directions, properties)
    return tuple(_component(name, associations) for name in directions)


def _regress(
    features: dict[str, np.ndarray], properties: dict[str, np.ndarray]
) -> tuple[Together, ...]:
    """Regressions of each property, an array of shape (galaxies,), on features (galaxies, d)."""
    explained = explain(features, properties)
    return tuple(
        Together(name, int(np.isfinite(values).sum()), explained[name])
        for name, values in properties.items()
    )


def _component(name: str, associations: tuple[Association, ...]) -> Component:
    own = tuple(item for item in associations if item.component == name)
    significant = sorted(
        (item for item in own if item.significant), key=lambda item: -item.magnitude
    )
    return Component(
        name=name,
        associations=own,
        strong=tuple(item for item in significant if item.magnitude >= STRONG),
        moderate=tuple(item for item in significant if WEAK <= item.magnitude < STRONG),
        weak=tuple(item for item in significant if item.magnitude < WEAK),
    )
