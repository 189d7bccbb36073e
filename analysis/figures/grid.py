"""Grids of pictures, aligned and all of one size, with their names at the margins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from analysis.figures.style import DIVERGING_MAP, GREY_MAP, INK, SMALL
from analysis.images.greyscale import shrink_to, white_level

PANEL = 128  # pixels a side
OUTLINED = 0.3  # share of a scale's reach
MAGNIFIED, MOST_MAGNIFIED = 95, 1000  # percent of the pixels; times
# Inches. Five panels of 3 cm and the names of rows are as wide as the text.
SIDE, LABEL, GAP, LINE, BAR = 1.212, 0.24, 0.05, 0.17, 0.09
ABREAST = 5


def picture_grid(
    rows: int,
    columns: int,
    side: float = SIDE,
    titles: int = 1,
    row_titles: int = 0,
    names: float = LABEL,
) -> tuple[Figure, np.ndarray]:
    """A figure of rows x columns square panels without ticks, placed exactly.

    Parameters
    ----------
    side : of a panel, inches
    titles, row_titles : lines of title above the first row, and above each further one
    names : inches left free at the left for `name_row`

    Returns
    -------
    figure, array of axes of shape (rows, columns)
    """
    above = [LINE * lines + GAP for lines in (titles, *[row_titles] * (rows - 1))]
    height = rows * side + sum(above) + GAP
    width = names + columns * side + (columns - 1) * GAP
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


def wrapped_grid(number: int, titles: int) -> tuple[Figure, list[Axes]]:
    """So many panels in a row, or in two where they are too many for one, each with its title."""
    rows = 1 if number <= ABREAST else 2
    figure, axes = picture_grid(rows, -(-number // rows), titles=titles, row_titles=titles, names=0)
    for axis in axes.flat[number:]:
        axis.remove()
    return figure, list(axes.flat[:number])


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


def show_grey(axis: Axes, image: np.ndarray, white: float) -> AxesImage:
    """An image of shape (side, side) in grey from 0 to white, and white above."""
    return axis.imshow(image, cmap=GREY_MAP, vmin=0, vmax=white)


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


@dataclass(frozen=True)
class Magnified:
    """A scale for differences between images that are shown from 0 to a white level.

    Attributes
    ----------
    times : how much more contrast a difference has than it has in the images, a whole number
    reach : differences that have the full colours
    """

    times: int
    reach: float

    @property
    def name(self) -> str:
        """For a title: ``4 ×``."""
        return f"{self.times} ×"


def magnify(residuals: Sequence[np.ndarray], white: float) -> Magnified:
    """The largest whole factor that leaves most of the residuals within the colours."""
    times = int(np.clip(white / (2 * reach(residuals, MAGNIFIED)), 1, MOST_MAGNIFIED))
    return Magnified(times, white / (2 * times))


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


def note(axis: Axes, text: str) -> None:
    """Write into the upper left corner of a picture."""
    axis.text(
        0.04,
        0.96,
        text,
        transform=axis.transAxes,
        va="top",
        color="white",
        size=SMALL,
        bbox={"facecolor": "black", "edgecolor": "none", "pad": 1, "alpha": 0.6},
    )


def explain(figure: Figure, panel: Axes, scales: Iterable[tuple[AxesImage, str]]) -> None:
    """Put colour bars, one above the other, in the place of an empty panel."""
    box = panel.get_position()
    panel.remove()
    height = figure.get_figheight()
    left, across = box.x0 + 0.06 * box.width, 0.74 * box.width
    for place, (image, label) in enumerate(scales):
        top = box.y1 - (0.1 + 0.55 * place) / height
        bar = figure.colorbar(
            image,
            cax=figure.add_axes((left, top - BAR / height, across, BAR / height)),
            orientation="horizontal",
            label=label,
        )
        bar.ax.grid(False)
        bar.ax.locator_params(nbins=3)
        bar.outline.set_visible(False)


def compare(
    image: np.ndarray, reconstructions: Sequence[tuple[str, np.ndarray]], lines: int
) -> Figure:
    """The middles of pictures, and below each its residual, magnified.

    Parameters
    ----------
    image : array of shape (side, side), 0 to 255
    reconstructions : names of so many lines, and arrays of shape (side, side)
    """
    white = white_level(image)
    residuals = [middle(image - picture) for _, picture in reconstructions]
    scale = magnify(residuals, white)
    figure, axes = picture_grid(2, 1 + len(residuals), titles=lines)
    for axis, (name, picture) in zip(axes[0], [("original", image), *reconstructions], strict=True):
        grey = show_grey(axis, middle(picture), white)
        name_column(axis, name)
    for axis, residual in zip(axes[1, 1:], residuals, strict=True):
        signed = show_signed(axis, residual, scale.reach)
    name_row(axes[0, 0], "middle half")
    explain(figure, axes[1, 0], [(grey, "pixel value"), (signed, f"residual, {scale.name}")])
    return figure
