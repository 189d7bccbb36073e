"""How values spread over galaxies, few or many."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from analysis.figures.style import INK, PALE

MOST_BINS = 40
MOST_POINTS = 500  # more of them hide one another
HEXAGONS = 28
DENSITY_MAP = LinearSegmentedColormap.from_list("density", (PALE, INK))


def bin_edges(values: np.ndarray) -> np.ndarray:
    """Edges of as many bins as the values allow, 40 at most."""
    edges = np.histogram_bin_edges(values, "auto")
    if len(edges) <= MOST_BINS:
        return edges
    return np.linspace(edges[0], edges[-1], MOST_BINS + 1)


def shares(values: np.ndarray) -> np.ndarray:
    """Weights that make a histogram show percent of the galaxies, however many there are."""
    return np.full(len(values), 100 / len(values))


def scatter(axis: Axes, x: np.ndarray, y: np.ndarray) -> None:
    """Draw a point for every galaxy, or the density of thousands."""
    if len(x) <= MOST_POINTS:
        axis.scatter(x, y, s=10, color=PALE, edgecolor=INK, linewidth=0.3)
    else:
        axis.hexbin(x, y, gridsize=HEXAGONS, mincnt=1, bins="log", cmap=DENSITY_MAP, linewidths=0)
