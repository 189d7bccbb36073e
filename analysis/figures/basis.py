"""Figures of the basis that all galaxies share."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.grid import (
    explain,
    name_column,
    name_row,
    outline_signs,
    picture_grid,
    show_grey,
    show_signed,
    wrapped_grid,
)
from analysis.figures.style import (
    BLUE,
    CURVE_WIDTH,
    INK,
    ORANGE,
    PALE,
    SMALL,
    label_ends,
    plain_ticks,
    style,
)
from analysis.images.greyscale import white_level
from analysis.images.split import LATENTS
from analysis.results.basis import BasisResult

SHOWN = 0.05  # of the smallest error on test galaxies; what is less is left out


@style()
def spectrum(basis: BasisResult) -> Figure:
    """Singular values of the whole set against rank, as it is and about its mean."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.6))
    axis = figure.subplots()
    centred = basis.centred_singular_values
    for values, line, colour, name, below in (
        (basis.singular_values, "-", INK, "as it is", 0),
        (centred, "--", BLUE, "about\nthe mean", 46),
    ):
        axis.loglog(np.arange(1, len(values) + 1), values, line, color=colour)
        if len(values):
            _note(axis, name, (1, values[0]), (6, -below), colour)
    axis.axvline(LATENTS, color=PALE, zorder=0)
    _note(axis, f"r = {LATENTS}", (LATENTS, basis.singular_values[0]), (3, -4), INK)
    for share, rank in basis.marked_ranks.items():
        axis.plot(rank, centred[rank - 1], "o", color=BLUE)
        _note(axis, f"{share}%", (rank, centred[rank - 1]), (3, 3), BLUE)
    for each in (axis.xaxis, axis.yaxis):
        plain_ticks(each)
    axis.set(xlabel="rank", ylabel="singular value")
    return figure


def _note(
    axis: Axes, text: str, at: tuple[float, float], offset: tuple[int, int], color: str
) -> None:
    axis.annotate(text, at, offset, textcoords="offset points", color=color, size=SMALL)


@style()
def singular_vectors(basis: BasisResult) -> Figure:
    """The mean image and the first singular vectors, about the mean and without one."""
    rows = (basis.vectors[: len(basis.uncentred_vectors)], basis.uncentred_vectors)
    reach = float(np.abs(np.concatenate(rows)).max())
    figure, axes = picture_grid(2, 1 + len(rows[1]))
    grey = show_grey(axes[0, 0], basis.mean_image, white_level(basis.mean_image))
    name_column(axes[0, 0], "mean")
    for row, vectors in enumerate(rows):
        for column, vector in enumerate(vectors, 1):
            signed = show_signed(axes[row, column], vector, reach)
            outline_signs(axes[row, column], vector, reach)
            if row == 0:
                name_column(axes[row, column], f"vector {column}")
    name_row(axes[0, 0], "about the mean")
    name_row(axes[1, 1], "as it is")
    explain(figure, axes[1, 0], [(grey, "pixel value"), (signed, "vector entry")])
    return figure


@style()
def rebuilt(basis: BasisResult) -> Figure:
    """The chosen galaxy from the mean and more and more vectors."""
    figure, axes = wrapped_grid(len(basis.rebuilt) + 1, titles=1)
    for axis, item in zip(axes, basis.rebuilt, strict=False):
        show_grey(axis, item.picture, basis.white)
        name_column(axis, f"r = {item.rank}")
    show_grey(axes[-1], basis.original, basis.white)
    name_column(axes[-1], "original")
    return figure


@style()
def held_out(basis: BasisResult) -> Figure:
    """Error on galaxies that the basis was not fitted on, and on those that it was."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.6))
    axis = figure.subplots()
    errors = basis.held_out
    axis.loglog(errors.ranks, errors.centred, "-", color=BLUE, label="test")
    axis.loglog(errors.ranks, errors.uncentred, ":", color=INK, label="no mean")
    fitted = errors.training > SHOWN * errors.centred.min()
    axis.loglog(
        errors.ranks[fitted],
        errors.training[fitted],
        "--",
        color=ORANGE,
        label="training",
    )
    for rank in map(int, basis.test_mse):
        if rank:
            axis.axvline(rank, color=PALE, linewidth=0.8, zorder=0)
    for each in (axis.xaxis, axis.yaxis):
        plain_ticks(each)
    axis.set(xlabel="rank", ylabel="mean squared error")
    label_ends(axis, axis.get_lines()[:3])
    return figure
