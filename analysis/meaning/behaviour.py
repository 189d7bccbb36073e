"""How coordinates behave under turns: by themselves, or in pairs.

What does not change under any turn is symmetric light. What has an angle comes in pairs, which a
turn mixes: by θ turns a pattern of m lobes of either sign by mθ, so that a quadrupole (m = 2), such
as elongation, changes its sign with a quarter turn and becomes its partner with an eighth.
"""

from dataclasses import dataclass

import numpy as np

from analysis.meaning.associations import detectable
from analysis.meaning.turns import TurnedCodes

# |r| from which one coordinate is another one turned: that is half of its variance.
SAME = 0.7

SYMMETRIC, FOURFOLD, QUADRUPOLE = "symmetric", "fourfold", "quadrupole"
EXCHANGED, ODD, MIXED = "exchanged", "odd", "mixed"


@dataclass(frozen=True)
class Turned:
    """What one coordinate becomes when the images are turned.

    Attributes
    ----------
    index : of the coordinate, from 1
    quarter, eighth : its correlations with all coordinates after turns by 90° and 45°, arrays of
        shape (d,)
    behaviour : "symmetric" if it stays under both turns, "fourfold" if under a quarter turn alone,
        "quadrupole" if a quarter turn changes its sign, "exchanged" if that makes it another one,
        which becomes the first with the same sign, "odd" if with the opposite one, "mixed" if none
        of these; None if it is the same for all images
    partner : index of the coordinate that it is exchanged with, or that a quadrupole becomes with
        an eighth of a turn, while that one becomes the first with the other sign
    """

    index: int
    quarter: np.ndarray
    eighth: np.ndarray
    behaviour: str | None
    partner: int | None

    @property
    def reversed(self) -> bool:
        """Whether a quarter turn makes it its partner with the opposite sign."""
        if self.behaviour != EXCHANGED or self.partner is None:
            return False
        return bool(self.quarter[self.partner - 1] < 0)


@dataclass(frozen=True)
class Turns:
    """What all coordinates become, and how it was told.

    Attributes
    ----------
    images : number of images that were turned, each in four positions
    same : modulus of the correlation from which on one coordinate is said to become another
    coordinates : one record each
    """

    images: int
    same: float
    coordinates: tuple[Turned, ...]

    def pairs(self, behaviour: str) -> tuple[Turned, ...]:
        """Those with a partner, the first one of each pair."""
        return tuple(
            one
            for one in self.coordinates
            if one.behaviour == behaviour and one.partner is not None and one.partner > one.index
        )

    @property
    def quadrupoles(self) -> tuple[Turned, ...]:
        """Of each pair that shows the same quadrupole at two angles, the first."""
        return self.pairs(QUADRUPOLE)

    @property
    def exchanges(self) -> tuple[Turned, ...]:
        """Of each pair that a quarter turn exchanges, with the same sign both ways, the first."""
        return self.pairs(EXCHANGED)


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
    own = quarter[index, index]
    if np.isnan(own):
        return None, None
    if own >= SAME:
        return (SYMMETRIC if eighth[index, index] >= SAME else FOURFOLD), None
    if own <= -SAME:
        partner = _partner(eighth, index, -1)
        paired = partner is not None and quarter[partner, partner] <= -SAME
        return QUADRUPOLE, partner if paired else None
    for behaviour, sign in ((EXCHANGED, 1), (ODD, -1)):
        partner = _partner(quarter, index, sign)
        if partner is not None:
            return behaviour, partner
    return MIXED, None


def _partner(correlations: np.ndarray, index: int, sign: int) -> int | None:
    """The coordinate that one becomes and that becomes this one, with signs of this product."""
    there, back = correlations[index], correlations[:, index]
    both = np.where(sign * there * back > 0, np.minimum(np.abs(there), np.abs(back)), 0)
    both[index] = 0
    best = int(np.argmax(both))
    return best if both[best] >= SAME else None
