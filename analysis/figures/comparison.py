"""One picture beside its reconstructions: the pictures, their middles, and what those miss."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    SCALE,
    add_scale,
    middle,
    name_column,
    name_row,
    picture_grid,
    reach,
    show_grey,
    show_signed,
    small,
)


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
