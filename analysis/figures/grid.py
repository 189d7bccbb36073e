"""Grids of small pictures, aligned, with their names at the margins and one scale where shared."""

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from analysis.figures.style import DIVERGING_MAP, GREY_MAP, INK, WIDTH
from analysis.images.greyscale import shrink_to

PANEL = 128  # pixels a side
OUTLINED = 0.3  # share of a scale's reach
# Inches.
LABEL, GAP, LINE, SCALE, BAR = 0.24, 0.05, 0.17, 0.83, 0.09


def picture_grid(
    rows: int,
    columns: int,
    width: float = WIDTH,
    titles: int = 1,
    row_titles: int = 0,
    names: float = LABEL,
    scale: float = 0.0,
) -> tuple[Figure, np.ndarray]:
    """A figure of rows x columns square panels without ticks, placed exactly.

    Parameters
    ----------
    width : inches
    titles, row_titles : lines of title above the first row, and above each further one
    names : inches left free at the left for `name_row`
    scale : inches left free at the right for `add_scale`

    Returns
    -------
    figure, array of axes of shape (rows, columns)
    """
    side = (width - names - scale - (columns - 1) * GAP) / columns
    above = [LINE * lines + GAP for lines in (titles, *[row_titles] * (rows - 1))]
    height = rows * side + sum(above) + GAP
    figure = Figure(figsize=(width, height))
    figure.set_layout_engine("none")
    axes = np.empty((rows, columns), object)
    for row in range(rows):
        bottom = height - sum(above[: row + 1]) - (row + 1) * side
        for column in range(columns):
            left = names + column * (side + GAP)
            box = (left / width, bottom / height, side / width, side / height)
            axes[row, column] = _panel(figure, box)
    return figure, axes


def _panel(figure: Figure, box: tuple[float, float, float, float]) -> Axes:
    axis = figure.add_axes(box)
    axis.set(xticks=[], yticks=[])
    axis.grid(False)
    for spine in axis.spines.values():
        spine.set_visible(False)
    return axis


def small(image: np.ndarray) -> np.ndarray:
    """An image of shape (..., side, side) with no more pixels than a panel among many can show."""
    return shrink_to(image, PANEL)


def show_grey(axis: Axes, image: np.ndarray, top: float = 255) -> AxesImage:
    """An image of shape (side, side) in grey from 0 to top, the same scale wherever it is used."""
    return axis.imshow(image, cmap=GREY_MAP, vmin=0, vmax=top)


def show_signed(axis: Axes, image: np.ndarray, reach: float) -> AxesImage:
    """An image of shape (side, side) with signs: blue below zero, red above, white at zero."""
    return axis.imshow(image, cmap=DIVERGING_MAP, vmin=-reach, vmax=reach)


def outline_signs(axis: Axes, image: np.ndarray, reach: float) -> None:
    """Lines around what is strong, dashed where negative: signs without colours."""
    levels = [-OUTLINED * reach, OUTLINED * reach]
    axis.contour(image, levels, colors=INK, linewidths=0.6, linestyles=["dashed", "solid"])


def reach(images: Sequence[np.ndarray], percentile: float = 99.5) -> float:
    """A symmetric range for images with signs, which a few stars must not stretch."""
    values = np.concatenate([np.ravel(image) for image in images])
    return float(np.percentile(np.abs(values), percentile)) or 1.0


def middle(image: np.ndarray) -> np.ndarray:
    """The middle half of an image along each side, shape (side / 2, side / 2)."""
    side = len(image)
    part = slice(side // 4, 3 * side // 4)
    return image[part, part]


def name_row(axis: Axes, name: str) -> None:
    """Write a row's name along its first panel."""
    axis.set_ylabel(name, color=INK)


def name_column(axis: Axes, name: str) -> None:
    """Write a column's name above its first panel."""
    axis.set_title(name, color=INK, pad=3)


def add_scale(figure: Figure, image: AxesImage, axes: Iterable[Axes], label: str) -> None:
    """A colour bar as high as the panels that share the scale, to their right."""
    boxes = [axis.get_position() for axis in axes]
    width = figure.get_figwidth()
    left = max(box.x1 for box in boxes) + 1.5 * GAP / width
    bottom, top = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    bar = figure.colorbar(
        image, cax=figure.add_axes((left, bottom, BAR / width, top - bottom)), label=label
    )
    bar.ax.grid(False)
    bar.outline.set_visible(False)


def compare(
    image: np.ndarray, reconstructions: Sequence[tuple[str, np.ndarray]], lines: int, width: float
) -> Figure:
    """Three rows: pictures, their middles, the middles' residuals on a scale of their own.

    Parameters
    ----------
    image : array of shape (side, side), 0 to 255
    reconstructions : names of so many lines, and arrays of shape (side, side)
    width : inches
    """
    residuals = [middle(image - picture) for _, picture in reconstructions]
    limit = reach(residuals)
    figure, axes = picture_grid(3, 1 + len(residuals), width=width, titles=lines, scale=SCALE)
    pictures = [("original", image), *reconstructions]
    for column, (name, picture) in enumerate(pictures):
        grey = show_grey(axes[0, column], small(picture))
        show_grey(axes[1, column], middle(picture))
        name_column(axes[0, column], name)
    for column, residual in enumerate(residuals, 1):
        signed = show_signed(axes[2, column], residual, limit)
    name_row(axes[0, 0], "image")
    name_row(axes[1, 0], "middle, 2 ×")
    name_row(axes[2, 0], "its residual")
    axes[2, 0].set_facecolor("none")
    add_scale(figure, grey, axes[:2, -1], "pixel value")
    add_scale(figure, signed, axes[2:, -1], "difference")
    return figure
