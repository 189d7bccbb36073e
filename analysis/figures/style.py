"""One look for all figures: sizes, fonts, and colours that a colour-blind reader can tell apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import FuncFormatter, LogLocator
from matplotlib.typing import RcKeyType

# Okabe & Ito (2008), "Color universal design": distinct for all common kinds of colour vision.
BLUE, ORANGE, GREEN, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"
INK, PALE = "#222222", "#BBBBBB"
GREY_MAP, DIVERGING_MAP = "gray", "RdBu_r"

# Inches: pictures side by side take the whole width of the page, curves less, so that their labels
# can still be read when a phone's screen is as wide as the figure.
WIDTH, CURVE_WIDTH = 6.4, 5.2
RC: dict[RcKeyType, Any] = {
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.5,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.grid": True,
    "grid.color": "#E6E6E6",
    "axes.axisbelow": True,
    "lines.linewidth": 1.5,
    "lines.markersize": 4,
    "image.cmap": GREY_MAP,
    # Images go into the file as they are; nobody resamples them before the reader's screen does.
    "image.interpolation": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "low-rank galaxies",
}

# Galaxies are few or many.
MOST_BINS = 40
MOST_POINTS = 500  # more of them hide one another
HEXAGONS = 28
DENSITY_MAP = LinearSegmentedColormap.from_list("density", (PALE, INK))


@contextmanager
def style() -> Iterator[None]:
    """Draw in this look: ``with style(): ...``, also usable as a decorator.

    All other settings are Matplotlib's own, whatever its user's ``matplotlibrc`` says.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(RC)
        yield


def plain_ticks(axis: Axis) -> None:
    """Label a logarithmic axis with plain numbers, at 1, 2 and 5 times the powers of ten."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(FuncFormatter(lambda *_: ""))


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
