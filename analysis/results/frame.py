"""The frame in which each direction of the latents goes with one property."""

from dataclasses import dataclass

import numpy as np

from analysis.comparison.paired import SIGNIFICANCE, holm
from analysis.images.precision import vary
from analysis.images.split import set_aside
from analysis.meaning.associations import rank_correlation, varies
from analysis.meaning.frame import Frame, fit_frame, loadings_of
from analysis.meaning.turns import TurnedCodes, Turns, behave, enough_to_turn


@dataclass(frozen=True)
class Link:
    """Spearman correlation of a direction with a property.

    Attributes
    ----------
    fitted : over the galaxies that the frame was fitted to
    rho, p_value : over the others, not corrected; NaN where too few of these have the property
    """

    property: str
    fitted: float
    rho: float
    p_value: float


@dataclass(frozen=True)
class Direction:
    """One direction of the frame.

    Attributes
    ----------
    index : from 1
    leading, following : the properties that it goes with most and second on the galaxies that the
        frame was fitted to; `following` is None where only one is measured
    p_corrected : of `leading`, after Holm's correction for the number of directions
    weights : of the latents, each in units of its standard deviation, array of shape (d,)
    """

    index: int
    leading: Link
    following: Link | None
    p_corrected: float
    weights: np.ndarray

    @property
    def significant(self) -> bool:
        """Whether it goes with its property on galaxies that it was not fitted to, either."""
        return self.p_corrected < SIGNIFICANCE and self.leading.rho > 0


@dataclass(frozen=True)
class FrameResult:
    """Directions, and how they were found.

    Attributes
    ----------
    fitted, tested : numbers of galaxies that the frame was fitted to, and of others
    turns : what the directions become when galaxies are turned
    """

    fitted: int
    tested: int
    directions: tuple[Direction, ...]
    turns: Turns

    @property
    def named(self) -> tuple[Direction, ...]:
        """Directions that go with a property on other galaxies, too."""
        return tuple(direction for direction in self.directions if direction.significant)

    @property
    def unnamed(self) -> tuple[int, ...]:
        """Indices of those that do not."""
        return tuple(one.index for one in self.directions if not one.significant)


def describe_frame(
    codes: np.ndarray, properties: dict[str, np.ndarray], turned: TurnedCodes
) -> FrameResult | None:
    """Fit the frame to all galaxies but those set aside, and test it on these.

    None where too few are set aside, where no latent varies, or no property.

    Parameters
    ----------
    codes : array of shape (galaxies, d)
    properties : arrays of shape (galaxies,), which may hold NaN, by name
    turned : of galaxies that the network has not seen
    """
    tested = set_aside(len(codes))
    test, rest = np.arange(len(codes)) < tested, np.arange(len(codes)) >= tested
    told = {name: values for name, values in properties.items() if varies(values[rest])}
    if not told or not vary(codes[rest]).any() or not enough_to_turn(tested, codes.shape[1]):
        return None
    frame = fit_frame(codes[rest], {name: values[rest] for name, values in told.items()})
    turns = behave(turned.read(frame.read))
    if turns is None:
        return None
    links = _links(frame, codes, told, rest, test)
    corrected = holm(np.array([own[0].p_value for own in links]))
    weights = frame.weights_.T * codes[rest].std(axis=0)
    directions = (
        Direction(index, own[0], own[1] if len(own) > 1 else None, float(p), weight)
        for index, (own, p, weight) in enumerate(zip(links, corrected, weights, strict=True), 1)
    )
    return FrameResult(len(codes) - tested, tested, tuple(directions), turns)


def _links(
    frame: Frame,
    codes: np.ndarray,
    properties: dict[str, np.ndarray],
    fitted: np.ndarray,
    tested: np.ndarray,
) -> list[tuple[Link, ...]]:
    """For each direction the one or two properties that it goes with most."""
    names, readings = [*properties], frame.read(codes)
    loadings = loadings_of(readings[fitted], {name: properties[name][fitted] for name in names})
    return [
        tuple(
            Link(
                names[place],
                float(column[place]),
                *_correlation(reading[tested], properties[names[place]][tested]),
            )
            for place in np.argsort(-np.abs(column), kind="stable")[:2]
        )
        for column, reading in zip(loadings.T, readings.T, strict=True)
    ]


def _correlation(reading: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """Spearman's rho and its p-value over those that have the property, if these are enough."""
    if not varies(values):
        return np.nan, np.nan
    known = np.isfinite(values)
    return rank_correlation(reading[known], values[known])
