"""Coefficients as whole numbers, and the bits that these take."""

from dataclasses import dataclass

import numpy as np
import scipy


@dataclass(frozen=True)
class Bits:
    """What coefficients take to be stored.

    Attributes
    ----------
    positions : bits that say which of them are not zero
    values : bits for signs and sizes of those
    """

    positions: float
    values: float

    def __add__(self, other: "Bits") -> "Bits":
        return Bits(self.positions + other.positions, self.values + other.values)


def quantise(coefficients: np.ndarray, step: float) -> np.ndarray:
    """Whole numbers of steps, towards zero, so that the cell around zero is two steps wide.

    References
    ----------
    Taubman & Marcellin (2002), JPEG2000, ch. 3 (the dead-zone quantiser).
    """
    return np.fix(coefficients / step)


def restore(indices: np.ndarray, step: float) -> np.ndarray:
    """The middle of each cell."""
    return (indices + 0.5 * np.sign(indices)) * step


def code_length(groups: np.ndarray) -> Bits:
    """Bits of indices of shape (..., size), a group of similar ones in each row.

    An adaptive arithmetic coder learns each row's statistics while it reads, so no tables are
    sent. It tells of every index whether it is zero; of the others the sign, in one bit, and the
    modulus, one by one: "larger still" or not.
    """
    nonzero = np.count_nonzero(groups, axis=-1)
    larger = np.abs(groups).sum(axis=-1) - nonzero
    positions = _adaptive(nonzero, groups.shape[-1] - nonzero)
    # Where all indices are zero there is nothing to code, and the length of nothing is 0.
    values = nonzero + _adaptive(nonzero, larger)
    return Bits(float(positions.sum()), float(values.sum()))


def _adaptive(ones: np.ndarray, zeros: np.ndarray) -> np.ndarray:
    """Bits of so many yes and no, in whatever order: their entropy, and what learning it costs.

    References
    ----------
    Krichevsky & Trofimov (1981), IEEE Trans. Inf. Theory 27, 199.
    """
    return (np.log(np.pi) - scipy.special.betaln(ones + 0.5, zeros + 0.5)) / np.log(2)
