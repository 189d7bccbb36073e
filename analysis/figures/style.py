"""One look for all figures: sizes, fonts, and colours that a colour-blind reader can tell apart."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib
import numpy as np
import scipy
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator
from matplotlib.typing import RcKeyType

# Okabe & Ito (2008), "Color universal design": distinct for all common kinds of colour vision.
BLUE, ORANGE, GREEN, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"
INK, QUIET, PALE = "#222222", "#767676", "#BBBBBB"
GREY_MAP, DIVERGING_MAP = "gray", "RdBu_r"

# Inches: several panels take the whole width of the text, one takes that of a phone's screen, where
# figures are as large as in print and wider ones are moved by a finger.
WIDTH, CURVE_WIDTH = 6.5, 3.75
NORMAL, SMALL, LEADING = 9.5, 8.5, 11.0  # points; 11 pixels are 8.25
RC: dict[RcKeyType, Any] = {
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": NORMAL,
    "axes.titlesize": NORMAL,
    "axes.labelsize": NORMAL,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
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

MANY = 1000  # highest over lowest value of an axis
THIN = "\N{NARROW NO-BREAK SPACE}"

# Galaxies are few or many.
EARLY = 0.8  # of an axis: lines that end before have their labels there
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
    """Label a logarithmic axis with plain numbers, at 1, 2 and 5 times the powers of ten.

    Over many powers these alone. Exponents would be smaller than any other label.
    """
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < MANY * low else (1,)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _plain(value)))
    axis.set_minor_formatter(FuncFormatter(lambda *_: ""))


def _plain(value: float) -> str:
    number = np.format_float_positional(value, precision=6, fractional=False, trim="-")
    return f"{float(number):_.0f}".replace("_", THIN) if value >= 1e4 else number


def label_ends(axis: Axes, lines: Iterable[Line2D]) -> None:
    """Write each line's label, in its colour, right of the axis at the height of its last point.

    None stands over another. A line that ends early has its label right behind its end. To be
    called when the axis has its scales and limits.
    """
    to_share = axis.transScale + axis.transLimits
    height = 72 * axis.bbox.height / axis.figure.dpi  # points
    ends = {line: np.asarray(line.get_data(), float)[:, -1] for line in lines}
    shares = {line: to_share.transform(end) for line, end in ends.items()}
    upwards = sorted(ends, key=lambda line: float(shares[line][1]))
    places = _apart([height * float(shares[line][1]) for line in upwards])
    for place, line in zip(places, upwards, strict=True):
        across = float(shares[line][0])
        axis.annotate(
            str(line.get_label()),
            (float(ends[line][0]), float(ends[line][1])),
            (1.03 if across > EARLY else across + 0.04, place / height),
            textcoords="axes fraction",
            color=line.get_color(),
            va="center",
            size=SMALL,
            arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": line.get_color()},
        )


def beside(axis: Axes, y: float, text: str, color: str, above: bool) -> None:
    """Name a horizontal line: above it at its right end, or below it at its left end."""
    axis.annotate(
        text,
        (float(above), y),
        (0, 2 if above else -2),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha="right" if above else "left",
        va="bottom" if above else "top",
        color=color,
        size=SMALL,
    )


def _apart(places: Sequence[float]) -> list[float]:
    """Rising places, moved as little as lets each be a line's height above the one before."""
    steps = LEADING * np.arange(len(places))
    # Least squares under that condition: isotonic regression of what remains without the steps.
    return (scipy.optimize.isotonic_regression(np.asarray(places) - steps).x + steps).tolist()


def bin_edges(values: np.ndarray) -> np.ndarray:
    """Edges of as many bins as the values allow, 40 at most."""
    edges = np.histogram_bin_edges(values, "auto")
    if len(edges) <= MOST_BINS:
        return edges
    return np.linspace(edges[0], edges[-1], MOST_BINS + 1)


def histogram(axis: Axes, values: np.ndarray, edges: np.ndarray, colour: str) -> None:
    """Draw how values are distributed, in percent of the galaxies, however many there are."""
    weights = np.full(len(values), 100 / len(values))
    axis.hist(
        values, edges.tolist(), weights=weights, color=colour, edgecolor="white", linewidth=0.2
    )


def scatter(axis: Axes, x: np.ndarray, y: np.ndarray) -> None:
    """Draw a point for every galaxy, or the density of thousands."""
    if len(x) <= MOST_POINTS:
        axis.scatter(x, y, s=10, color=PALE, edgecolor=INK, linewidth=0.3)
    else:
        axis.hexbin(x, y, gridsize=HEXAGONS, mincnt=1, bins="log", cmap=DENSITY_MAP, linewidths=0)
