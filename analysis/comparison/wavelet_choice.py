"""Which wavelet's averages keep most of the galaxies."""

from dataclasses import dataclass

import numpy as np
import pywt

from analysis.approximation.wavelets import approximate, lost_power
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.images.precision import ratio
from analysis.runtime.parallel import over_galaxies

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


@dataclass(frozen=True)
class WaveletChoice:
    """How much depends on the choice of the wavelet.

    Attributes
    ----------
    lecture_name : the wavelet of all other parts
    """

    wavelets: tuple[Wavelet, ...]
    lecture_name: str

    @property
    def best(self) -> Wavelet:
        """The one that makes the smallest error of most galaxies at level 1."""
        return max(self.wavelets, key=lambda wavelet: wavelet.best[0])

    @property
    def lecture(self) -> Wavelet:
        """The wavelet of all other parts."""
        return next(each for each in self.wavelets if each.name == self.lecture_name)

    def best_at(self, level: int) -> Wavelet:
        """The one of the smallest median error, at level 0 or 1."""
        return min(self.wavelets, key=lambda wavelet: wavelet.relative_error[level].median)

    def worst_at(self, level: int) -> Wavelet:
        """The one of the largest median error."""
        return max(self.wavelets, key=lambda wavelet: wavelet.relative_error[level].median)

    @property
    def ratios(self) -> tuple[float, ...]:
        """The largest median error over the smallest, one a level; NaN where that is rounding."""
        return tuple(
            _ratio(self.worst_at(level), self.best_at(level), level) for level in range(len(LEVELS))
        )

    @property
    def lecture_over_best(self) -> tuple[float, ...]:
        """Median error of the lecture's wavelet over that of the best, as `ratios`."""
        return tuple(_ratio(self.lecture, self.best, level) for level in range(len(LEVELS)))

    @property
    def less_when_coarse(self) -> bool:
        """Whether wavelets differ less at level 2 than at level 1."""
        fine, coarse = self.ratios
        return coarse < fine

    @property
    def galaxy_matters_more(self) -> bool:
        """Whether errors of the best differ more between galaxies than between wavelets."""
        errors = self.best.relative_error[0]
        return ratio(errors.high, errors.low) > self.ratios[0]


def _ratio(first: Wavelet, second: Wavelet, level: int) -> float:
    return ratio(first.relative_error[level].median, second.relative_error[level].median)


def compare_wavelets(greyscale: np.ndarray, norms: np.ndarray) -> tuple[Wavelet, ...]:
    """Approximate images (galaxies, side, side) whose Frobenius norms are given."""
    errors = np.stack(over_galaxies(_errors, greyscale), axis=-1)  # (wavelets, levels, galaxies)
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


def _errors(image: np.ndarray) -> np.ndarray:
    """Frobenius norms of what is lost, shape (wavelets, levels)."""
    image = image.astype(np.float64)
    return np.array(
        [
            np.sqrt(lost_power(image, name, LEVELS[-1]))
            if pywt.Wavelet(name).orthogonal
            else _differences(image, name)
            for name in WAVELETS
        ]
    )


def _differences(image: np.ndarray, wavelet: str) -> list[float]:
    """Biorthogonal wavelets do not conserve power, so the image is rebuilt."""
    return [float(np.linalg.norm(image - approximate(image, wavelet, level))) for level in LEVELS]
