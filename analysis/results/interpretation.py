"""What the singular vectors and the latents go with, measured on every galaxy."""

from dataclasses import asdict, dataclass

import numpy as np

from analysis.cache import cached
from analysis.interpretation import Association, associate

SIGNIFICANCE = 0.05
# |rho| from which a component is said to follow a property, and below which it is called weak.
STRONG, WEAK = 0.5, 0.2

PROPERTIES = {
    "brightness": "brightness",
    "half_light_radius": "half-light radius",
    "e1": "ellipticity e1",
    "e2": "ellipticity e2",
    "concentration": "concentration",
}


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


@dataclass(frozen=True)
class InterpretationResult:
    """Correlations of all components with all properties.

    Attributes
    ----------
    measured, unmeasured : number of galaxies used, indices of those left out
    tests : number of correlations, which the p-values are corrected for
    properties : their names, in the order of the columns
    """

    measured: int
    unmeasured: tuple[int, ...]
    tests: int
    properties: tuple[str, ...]
    vectors: tuple[Component, ...]
    latents: tuple[Component, ...]
    ranges: dict[str, tuple[float, float, float]]


def interpret(
    greyscale: np.ndarray, coefficients: np.ndarray, codes: np.ndarray
) -> InterpretationResult:
    """Correlate coefficients (galaxies, 4) and latents (galaxies, d) with measured properties.

    Parameters
    ----------
    greyscale : array of shape (galaxies, side, side), 0 to 255, not down-sampled
    """
    # Imported late: whoever only reads cached results need not wait for photutils.
    from analysis.morphology import measure

    morphology = cached(measure, greyscale)
    properties = {PROPERTIES[name]: values for name, values in asdict(morphology).items()}
    vectors = {f"singular vector {k + 1}": column for k, column in enumerate(coefficients.T)}
    latents = {f"latent {k + 1}": column for k, column in enumerate(codes.T)}
    associations = associate({**vectors, **latents}, properties)
    unmeasured = morphology.unmeasured
    return InterpretationResult(
        measured=len(greyscale) - len(unmeasured),
        unmeasured=tuple(unmeasured),
        tests=len(associations),
        properties=tuple(properties),
        vectors=tuple(_component(name, associations) for name in vectors),
        latents=tuple(_component(name, associations) for name in latents),
        ranges={
            name: tuple(float(q) for q in np.nanpercentile(values, (16, 50, 84)))
            for name, values in properties.items()
        },
    )


def _component(name: str, associations: tuple[Association, ...]) -> Component:
    own = tuple(item for item in associations if item.component == name)
    significant = sorted(
        (item for item in own if item.p_corrected < SIGNIFICANCE), key=lambda item: -abs(item.rho)
    )
    return Component(
        name=name,
        associations=own,
        strong=tuple(item for item in significant if abs(item.rho) >= STRONG),
        moderate=tuple(item for item in significant if WEAK <= abs(item.rho) < STRONG),
        weak=tuple(item for item in significant if abs(item.rho) < WEAK),
    )
