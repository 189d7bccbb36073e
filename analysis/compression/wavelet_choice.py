"""Which wavelet's averages keep most of the galaxies."""

from dataclasses import dataclass

import numpy as np

from analysis.parallel import over_galaxies
from analysis.quantiles import Quantiles, quantiles
from analysis.wavelets import approximate

WAVELETS = ("haar", "db2", "db4", "sym8", "bior4.4")
LEVELS = (1, 2)


@dataclass(frozen=True)
class Wavelet:
    """The averages of one wavelet, at levels 1 and 2.

    Attributes
    ----------
    relative_error : over all galaxies, one a level
    best : galaxies of which it makes the smallest error of all wavelets, one a level
    """

    name: str
    relative_error: tuple[Quantiles, ...]
    best: tuple[int, ...]


def compare_wavelets(greyscale: np.ndarray, norms: np.ndarray) -> tuple[Wavelet, ...]:
    """Approximate images (galaxies, side, side) whose Frobenius norms are given."""
    # Biorthogonal wavelets do not conserve power, so every image is rebuilt and compared.
    errors = np.array(
        [
            [
                over_galaxies(
                    lambda image, name=name, level=level: np.linalg.norm(
                        image - approximate(image, name, level)
                    ),
                    greyscale,
                )
                for level in LEVELS
            ]
            for name in WAVELETS
        ]
    )  # (wavelets, levels, galaxies)
    errors /= norms
    best = errors.argmin(axis=0)
    return tuple(
        Wavelet(
            name=name,
            relative_error=tuple(quantiles(of_level) for of_level in errors[number]),
            best=tuple(int(np.count_nonzero(of_level == number)) for of_level in best),
        )
        for number, name in enumerate(WAVELETS)
    )
