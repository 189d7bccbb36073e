"""Whether the latents of several trainings tell the same properties of galaxies."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.comparison.paired import SIGNIFICANCE, holm
from analysis.meaning.associations import rank_correlation, varies
from analysis.meaning.turns import TurnedCodes
from analysis.results.frame import FrameResult


@dataclass(frozen=True)
class Readings:
    """What one training says of galaxies.

    Attributes
    ----------
    encoded : the encoder's latents of all, array of shape (galaxies, d)
    refined : the decoder's best ones of the first galaxies, which test, array of shape (tested, d)
    turned : the encoder's of galaxies that were set aside, and of the same, turned
    """

    encoded: np.ndarray
    refined: np.ndarray
    turned: TurnedCodes


@dataclass(frozen=True)
class Told:
    """How well the latents tell one property, in each of the trainings.

    Attributes
    ----------
    named : number of the trainings in whose frame a direction goes with it
    encoded, refined : Spearman's rho of the property and its regression on the latents, arrays of
        shape (trainings,); over the galaxies that test, from either of their latents. NaN where
        too few of these have the property, or it or the latents are the same for all
    significant : whether `encoded` is more than chance, array of shape (trainings,); after Holm's
        correction for the number of properties
    """

    property: str
    named: int
    encoded: np.ndarray
    refined: np.ndarray
    significant: np.ndarray


@dataclass(frozen=True)
class Again:
    """How well the latents of several trainings tell each property.

    Attributes
    ----------
    trainings, tested : numbers of the trainings, and of the galaxies that test
    """

    trainings: int
    tested: int
    properties: tuple[Told, ...]

    @property
    def always(self) -> tuple[str, ...]:
        """Properties that every training tells."""
        return tuple(one.property for one in self.properties if one.significant.all())

    @property
    def sometimes(self) -> tuple[str, ...]:
        """Properties that some of the trainings tell."""
        some = (one for one in self.properties if one.significant.any())
        return tuple(one.property for one in some if one.property not in self.always)

    @property
    def never(self) -> tuple[str, ...]:
        """Properties that none of the trainings tells."""
        return tuple(one.property for one in self.properties if not one.significant.any())

    @property
    def always_named(self) -> tuple[str, ...]:
        """Properties that a direction of the frame goes with in every training."""
        return tuple(one.property for one in self.properties if one.named == self.trainings)


def read_again(
    trainings: tuple[Readings, ...],
    frames: tuple[FrameResult | None, ...],
    properties: dict[str, np.ndarray],
) -> Again:
    """Predict properties by what each training says, on galaxies that the regression has not seen.

    The ranks of each property are regressed on the latents by least squares.

    Parameters
    ----------
    frames : one a training, see `describe_frame`
    properties : arrays of shape (galaxies,), which may hold NaN, by name
    """
    tested = len(trainings[0].refined)
    told = {
        name: np.array([_tell(one, values) for one in trainings])
        for name, values in properties.items()
    }  # (trainings, 3) each
    p_values = np.array([found[:, 1] for found in told.values()])  # (properties, trainings)
    corrected = np.array([holm(column) for column in p_values.T]).T
    named = [{one.leading.property for one in frame.named} if frame else set() for frame in frames]
    return Again(
        len(trainings),
        tested,
        tuple(
            Told(
                property=name,
                named=sum(name in each for each in named),
                encoded=found[:, 0],
                refined=found[:, 2],
                significant=(p < SIGNIFICANCE) & (found[:, 0] > 0),
            )
            for (name, found), p in zip(told.items(), corrected, strict=True)
        ),
    )


def _tell(readings: Readings, values: np.ndarray) -> tuple[float, float, float]:
    """Rho and p-value from the encoder's latents, and rho from the best; NaN as in `Told`."""
    from sklearn.linear_model import LinearRegression  # takes its time

    tested, known = len(readings.refined), np.isfinite(values)
    test, rest = known[:tested], known[tested:]
    if not (varies(values[:tested]) and varies(values[tested:])):
        return np.nan, np.nan, np.nan
    ranks = scipy.stats.rankdata(values[tested:][rest])
    regression = LinearRegression().fit(readings.encoded[tested:][rest], ranks)
    rho, p_value = rank_correlation(
        regression.predict(readings.encoded[:tested][test]), values[:tested][test]
    )
    refined = regression.predict(readings.refined[test])
    return rho, p_value, rank_correlation(refined, values[:tested][test])[0]
