"""Figures of the basis that all galaxies share."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    SCALE,
    add_scale,
    name_column,
    name_row,
    outline_signs,
    picture_grid,
    show_grey,
    show_signed,
)
from analysis.figures.style import BLUE, CURVE_WIDTH, INK, ORANGE, PALE, plain_ticks, style
from analysis.results.basis import BasisResult


@style()
def spectrum(basis: BasisResult) -> Figure:
    """Singular values of the whole set against rank, as it is and about its mean."""
    figure = Figure(figsize=(CURVE_WIDTH, 3.2))
    axis = figure.subplots()
    centred = basis.centred_singular_values
    axis.loglog(
        np.arange(1, len(basis.singular_values) + 1),
        basis.singular_values,
        "-",
        color=INK,
        label="as it is",
    )
    axis.loglog(np.arange(1, len(centred) + 1), centred, "--", color=BLUE, label="about the mean")
    for share, rank in basis.ranks_for.items():
        if rank:
            axis.plot(rank, centred[rank - 1], "o", color=BLUE)
            axis.annotate(
                f"{share}%", (rank, centred[rank - 1]), (3, 4), textcoords="offset points", size=8
            )
    plain_ticks(axis.xaxis)
    axis.set(xlabel="rank", ylabel="singular value")
    axis.legend()
    return figure


@style()
def singular_vectors(basis: BasisResult) -> Figure:
    """The mean image and the first singular vectors, about the mean and without one."""
    rows = (basis.vectors[: len(basis.uncentred_vectors)], basis.uncentred_vectors)
    reach = float(np.abs(np.concatenate(rows)).max())
    figure, axes = picture_grid(2, 1 + len(rows[1]), scale=SCALE)
    show_grey(axes[0, 0], basis.mean_image, top=float(basis.mean_image.max()))
    name_column(axes[0, 0], "mean")
    for row, vectors in enumerate(rows):
        for column, vector in enumerate(vectors, 1):
            signed = show_signed(axes[row, column], vector, reach)
            outline_signs(axes[row, column], vector, reach)
            if row == 0:
                name_column(axes[row, column], f"vector {column}")
    name_row(axes[0, 0], "about the mean")
    name_row(axes[1, 0], "as it is")
    add_scale(figure, signed, axes[:, -1], "vector entry")
    return figure


@style()
def rebuilt(basis: BasisResult) -> Figure:
    """The chosen galaxy from the mean and more and more vectors."""
    figure, axes = picture_grid(1, len(basis.rebuilt) + 1, names=0)
    for axis, item in zip(axes[0], basis.rebuilt, strict=False):
        show_grey(axis, item.picture)
        name_column(axis, f"r = {item.rank}")
    show_grey(axes[0, -1], basis.original)
    name_column(axes[0, -1], "original")
    return figure


@style()
def held_out(basis: BasisResult) -> Figure:
    """Error on galaxies that the basis was not fitted on, and on those that it was."""
    figure = Figure(figsize=(CURVE_WIDTH, 3.2))
    axis = figure.subplots()
    errors = basis.held_out
    axis.loglog(errors.ranks, errors.centred, "-", color=BLUE, label="test galaxies, centred")
    axis.loglog(errors.ranks, errors.uncentred, ":", color=INK, label="test galaxies, not centred")
    fitted = errors.training > 1e-3 * errors.centred.min()
    axis.loglog(
        errors.ranks[fitted],
        errors.training[fitted],
        "--",
        color=ORANGE,
        label="training galaxies, centred",
    )
    for rank in map(int, basis.test_mse):
        if rank:
            axis.axvline(rank, color=PALE, linewidth=0.8, zorder=0)
    plain_ticks(axis.xaxis)
    axis.set(xlabel="rank", ylabel="mean squared error")
    axis.legend()
    return figure
