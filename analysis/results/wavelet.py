"""Part 2: the chosen galaxy from the approximation coefficients of a wavelet transform."""

from dataclasses import asdict, dataclass

import numpy as np

from analysis.approximation.wavelets import MODE, approximation_coefficients, pyramid, reconstruct
from analysis.comparison.fidelity import fidelity
from analysis.comparison.paired import Duel
from analysis.results.missed import Missed, missed

WAVELET, COMPARED = "db4", "haar"
LEVELS = (1, 2)


@dataclass(frozen=True)
class Level:
    """One approximation; `fraction` of the image's n**2 numbers are stored.

    Attributes
    ----------
    picture : the reconstruction, array of shape (side, side), 0 to 255
    missed : what is left out of the image
    """

    level: int
    fraction: float
    stored_numbers: int
    relative_error: float
    psnr: float
    ssim: float
    missed: Missed
    picture: np.ndarray


@dataclass(frozen=True)
class WaveletResult:
    """Approximations of the lecture's wavelet, and of the simplest one to compare.

    `pyramid` holds all coefficients of the deepest level in Mallat's layout, shape (side, side),
    and `power` the share of the image's power in each part: the averages, then the details from
    coarse to fine.
    """

    wavelet: str
    mode: str
    levels: tuple[Level, ...]
    compared: str
    compared_levels: tuple[Level, ...]
    power: tuple[float, ...]
    pyramid: np.ndarray

    @property
    def duels(self) -> tuple[Duel, ...]:
        """Both wavelets at each level."""
        pairs = zip(self.levels, self.compared_levels, strict=True)
        return tuple(
            Duel(self.wavelet, self.compared, level.relative_error, compared.relative_error)
            for level, compared in pairs
        )


def approximate_levels(image: np.ndarray) -> WaveletResult:
    """Approximate an image of shape (side, side), 0 to 255, at levels 1 and 2."""
    coefficients = pyramid(image, WAVELET, LEVELS[-1])
    return WaveletResult(
        wavelet=WAVELET,
        mode=MODE,
        levels=tuple(_level(image, WAVELET, level) for level in LEVELS),
        compared=COMPARED,
        compared_levels=tuple(_level(image, COMPARED, level) for level in LEVELS),
        power=_power_shares(coefficients, LEVELS[-1]),
        pyramid=coefficients,
    )


def _level(image: np.ndarray, wavelet: str, level: int) -> Level:
    kept = approximation_coefficients(image, wavelet, level)
    picture = reconstruct(kept, wavelet, level)
    return Level(
        level=level,
        fraction=kept.size / image.size,
        stored_numbers=kept.size,
        **asdict(fidelity(image, picture)),
        missed=missed(image, picture),
        picture=picture,
    )


def _power_shares(coefficients: np.ndarray, level: int) -> tuple[float, ...]:
    """Orthogonal wavelets conserve power (Parseval), so shares of squares add up to one."""
    side = len(coefficients)
    corners = [side >> depth for depth in range(level, -1, -1)]
    inside = [float(np.square(coefficients[:corner, :corner]).sum()) for corner in corners]
    parts = [inside[0], *np.diff(inside)]
    return tuple(float(part / inside[-1]) for part in parts)
