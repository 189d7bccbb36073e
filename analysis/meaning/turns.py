"""What coordinates of images do when the images are turned: by themselves, or in pairs.

What does not change under any turn is symmetric light. What has an angle comes in pairs, which a
turn mixes: by θ turns a pattern of m lobes of either sign by mθ, so that a quadrupole (m = 2), such
as elongation, changes its sign with a quarter turn and becomes its partner with an eighth.

A quarter turn is exact. An eighth of a turn is not: images are square, so that only the circle that
fits into them is turned, by interpolation, and the corners stay as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from analysis.images.copies import digests
from analysis.images.precision import vary
from analysis.meaning.associations import detectable

POSITIONS = 4
# |r| from which one coordinate is another one turned: that is half of its variance.
SAME = 0.7

SYMMETRIC, FOURFOLD, QUADRUPOLE, MIXED = "symmetric", "fourfold", "quadrupole", "mixed"
QUADRUPOLE_PAIR, ODD_PAIR = "quadrupole pair", "odd pair"
EXCHANGED, EXCHANGED_REVERSED = "exchanged", "exchanged with opposite sign"


@dataclass(frozen=True)
class TurnedCodes:
    """Coordinates of images in all four positions that quarter turns bring them to.

    With all four, no correlation depends on how the images happen to lie.

    Attributes
    ----------
    images : number of different images
    before, quarter, eighth : arrays of shape (4 images, d): as they are, and turned further by 90°
        and by 45°
    """

    images: int
    before: np.ndarray
    quarter: np.ndarray
    eighth: np.ndarray

    def read(self, read: Callable[[np.ndarray], np.ndarray]) -> "TurnedCodes":
        """What a function of codes (n, d) makes of these."""
        return TurnedCodes(self.images, *map(read, (self.before, self.quarter, self.eighth)))

    def correlations(self) -> tuple[np.ndarray, np.ndarray]:
        """Between coordinates before a turn (rows) and after it (columns): by 90° and by 45°.

        Two arrays of shape (d, d), NaN where a coordinate is the same for all images.
        """
        return _between(self.before, self.quarter), _between(self.before, self.eighth)


def turn(encode: Callable[[np.ndarray], np.ndarray], images: np.ndarray) -> TurnedCodes:
    """Turn images (n, side, side), and encode what comes out: (n, side, side) to (n, d)."""
    positions = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(POSITIONS)])
    before = encode(positions)
    quarter = np.roll(before, -len(images), axis=0)  # the next position's
    return TurnedCodes(len(digests(images)), before, quarter, encode(eighth_turn(positions)))


def eighth_turn(images: np.ndarray) -> np.ndarray:
    """Images (n, side, side) turned by 45° counter-clockwise within the inscribed circle."""
    turned = scipy.ndimage.rotate(images, 45, axes=(2, 1), reshape=False, mode="nearest")
    return np.where(inscribed(images.shape[1]), turned, images)


def inscribed(side: int) -> np.ndarray:
    """Which pixels lie within the circle that fits into a square, shape (side, side)."""
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    return np.hypot(row, column) <= (side - 1) / 2


def _between(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Pearson correlations of the columns of two arrays of shape (n, d), shape (d, d)."""
    dimension = first.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):  # 0 / 0 where all are the same
        found = np.corrcoef(first, second, rowvar=False)[:dimension, dimension:]
    return np.where(vary(first)[:, None] & vary(second), found, np.nan)


@dataclass(frozen=True)
class Turned:
    """What one coordinate becomes when the images are turned.

    Attributes
    ----------
    index : of the coordinate, from 1
    quarter, eighth : its correlations with all coordinates after turns by 90° and 45°, arrays of
        shape (d,)
    behaviour : "symmetric" if it stays under both turns, "fourfold" if under a quarter turn alone;
        "quadrupole" if a quarter turn changes its sign, and "quadrupole pair" if besides an eighth
        makes it another such coordinate, and that one this one with its sign changed; "exchanged"
        if a quarter turn makes it another one, and that one this one, "exchanged with opposite
        sign" if both change their sign at it, "odd pair" if one does; "mixed" if none of these
        holds; None if it is the same for all images
    partner : index of that other coordinate; None without one
    """

    index: int
    quarter: np.ndarray
    eighth: np.ndarray
    behaviour: str | None
    partner: int | None


@dataclass(frozen=True)
class Turns:
    """What all coordinates become, and how it was told.

    Attributes
    ----------
    images : number of different images that were turned, each in four positions
    same : modulus of the correlation from which on one coordinate is said to become another
    coordinates : one record each
    """

    images: int
    same: float
    coordinates: tuple[Turned, ...]

    @property
    def quadrupoles(self) -> tuple[Turned, ...]:
        """Of each pair that shows the same quadrupole at two angles, the first."""
        return self._first_of_pairs(QUADRUPOLE_PAIR)

    @property
    def exchanges(self) -> tuple[Turned, ...]:
        """Of each pair that a quarter turn exchanges, with the same sign both ways, the first."""
        return self._first_of_pairs(EXCHANGED, EXCHANGED_REVERSED)

    def _first_of_pairs(self, *behaviours: str) -> tuple[Turned, ...]:
        return tuple(
            one
            for one in self.coordinates
            if one.behaviour in behaviours and one.partner and one.partner > one.index
        )


def enough_to_turn(images: int, dimension: int) -> bool:
    """Whether a correlation from which anything is said would be no chance among so many images."""
    return detectable(images, 2 * dimension**2) <= SAME


def behave(codes: TurnedCodes) -> Turns | None:
    """Tell how coordinates behave; None if there are too few images to tell."""
    if not enough_to_turn(codes.images, codes.before.shape[1]):
        return None
    quarter, eighth = codes.correlations()
    found = (_behaviour(quarter, eighth, index) for index in range(len(quarter)))
    return Turns(
        codes.images,
        SAME,
        tuple(
            Turned(
                index + 1,
                quarter[index],
                eighth[index],
                behaviour,
                None if partner is None else partner + 1,
            )
            for index, (behaviour, partner) in enumerate(found)
        ),
    )


def _behaviour(
    quarter: np.ndarray, eighth: np.ndarray, index: int
) -> tuple[str | None, int | None]:
    """Behaviour and partner of one coordinate, of correlations (d, d)."""
    own = np.diag(quarter)
    if np.isnan(own[index]):
        return None, None
    if own[index] >= SAME:
        return (SYMMETRIC if eighth[index, index] >= SAME else FOURFOLD), None
    if own[index] <= -SAME:
        partner = _partner(eighth, -1, own <= -SAME, index)
        return (QUADRUPOLE if partner is None else QUADRUPOLE_PAIR), partner
    others = np.abs(own) < SAME
    partner = _partner(quarter, 1, others, index)
    if partner is not None:
        return (EXCHANGED if quarter[index, partner] > 0 else EXCHANGED_REVERSED), partner
    partner = _partner(quarter, -1, others, index)
    return (MIXED if partner is None else ODD_PAIR), partner


def _partner(correlations: np.ndarray, sign: int, allowed: np.ndarray, index: int) -> int | None:
    """The coordinate that this one becomes and that becomes this one.

    Parameters
    ----------
    correlations : array of shape (d, d)
    sign : of the product of the two correlations
    allowed : which coordinates may be the partner, array of shape (d,)
    """
    there, back = correlations[index], correlations[:, index]
    least = np.minimum(np.abs(there), np.abs(back))
    least = np.where(allowed & (sign * there * back > 0), least, 0)
    least[index] = 0
    best = int(np.argmax(least))
    return best if least[best] >= SAME else None
