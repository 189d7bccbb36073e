"""Figures of the images: in colour, in each band, and averaged."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    name_column,
    name_row,
    picture_grid,
    show_grey,
    small,
    wrapped_grid,
)
from analysis.figures.style import style
from analysis.results.data import DataResult


@style()
def galaxies(data: DataResult) -> Figure:
    """Some galaxies in colour and in each band."""
    figure, axes = picture_grid(1 + len(data.bands.names), len(data.shown))
    for column, (index, image) in enumerate(zip(data.shown, data.colour, strict=True)):
        name_column(axes[0, column], f"galaxy {index}")
        bands = small(np.moveaxis(image, -1, 0)) / data.colour_white
        axes[0, column].imshow(np.moveaxis(bands, 0, -1).clip(0, 1))
        for axis, band in zip(axes[1:, column], bands, strict=True):
            show_grey(axis, band, white=1)
    for row, name in enumerate(("colour", *data.bands.names)):
        name_row(axes[row, 0], name)
    return figure


@style()
def down_sampled(data: DataResult) -> Figure:
    """The chosen galaxy in grey, averaged over blocks of several sizes."""
    figure, axes = wrapped_grid(len(data.factors), titles=2)
    for axis, factor in zip(axes, data.factors, strict=True):
        show_grey(axis, factor.picture, data.white)
        name_column(axis, f"p = {factor.p}\n{factor.side} × {factor.side}")
    return figure
