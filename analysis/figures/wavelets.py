"""Figures of wavelet approximations."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.grid import compare, picture_grid
from analysis.figures.style import style
from analysis.results.wavelet import WaveletResult

PYRAMID = 2.8  # inches a side


@style()
def approximations(image: np.ndarray, wavelet: WaveletResult) -> Figure:
    """The middle of an image, of its approximations by both wavelets, and what each misses."""
    families = ((wavelet.wavelet, wavelet.levels), (wavelet.compared, wavelet.compared_levels))
    reconstructions = [
        (f"{name}, 1/{round(1 / level.fraction)}", level.picture)
        for name, levels in families
        for level in levels
    ]
    return compare(image, reconstructions, lines=1)


@style()
def coefficient_pyramid(wavelet: WaveletResult) -> Figure:
    """All wavelet coefficients in Mallat's layout, on a scale that shows small ones too."""
    figure, axes = picture_grid(1, 1, side=PYRAMID, titles=0, names=0)
    side = len(wavelet.pyramid)
    magnitude = np.abs(wavelet.pyramid)
    axes[0, 0].imshow(np.log10(1 + magnitude))
    depth = len(wavelet.levels)
    for level in range(1, depth + 1):
        edge, half = side >> (level - 1), side >> level
        axes[0, 0].plot([half, half], [0, edge], color="white", linewidth=0.8)
        axes[0, 0].plot([0, edge], [half, half], color="white", linewidth=0.8)
        for name, x, y in (("h", 0, half), ("v", half, 0), ("d", half, half)):
            _letter(axes[0, 0], f"{name}{level}", x, y, side)
    _letter(axes[0, 0], f"a{depth}", 0, 0, side)
    axes[0, 0].set(xlim=(-0.5, side - 0.5), ylim=(side - 0.5, -0.5))
    return figure


def _letter(axis: Axes, text: str, x: int, y: int, side: int) -> None:
    axis.text(
        x + 0.02 * side,
        y + 0.02 * side,
        text,
        color="black",
        va="top",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )
