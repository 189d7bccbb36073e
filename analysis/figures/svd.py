"""Figures of one galaxy's singular values: truncated, thresholded, term by term, and robustly."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    SCALE,
    add_scale,
    compare,
    name_column,
    picture_grid,
    reach,
    show_grey,
    show_signed,
    small,
)
from analysis.figures.style import (
    BLUE,
    CURVE_WIDTH,
    INK,
    ORANGE,
    PALE,
    WIDTH,
    plain_ticks,
    shares,
    style,
)
from analysis.results.hard_threshold import HardThresholdResult, Sample
from analysis.results.robust_pca import RobustPCAResult
from analysis.results.svd import SVDResult


@style()
def truncations(image: np.ndarray, svd: SVDResult) -> Figure:
    """An image from 1/4 and 1/16 of its singular values, and of the numbers."""
    reconstructions = [
        (f"r = {rank.rank}\n1/{round(1 / rank.fraction)} values", rank.picture)
        for rank in svd.ranks
    ]
    reconstructions += [
        (f"r = {equal.rank}\n1/{round(1 / rank.fraction)} numbers", equal.picture)
        for rank, equal in zip(svd.ranks, svd.equal_storage, strict=True)
    ]
    return compare(image, reconstructions, lines=2, width=WIDTH)


@style()
def singular_values(svd: SVDResult, hard_threshold: HardThresholdResult) -> Figure:
    """Singular values against rank, both axes logarithmic, with truncations and thresholds."""
    figure = Figure(figsize=(CURVE_WIDTH, 3.4))
    axis = figure.subplots()
    ranks = np.arange(1, len(svd.singular_values) + 1)
    axis.loglog(ranks, svd.singular_values, color=INK)
    for rank in svd.ranks:
        axis.axvline(rank.rank, color=PALE, linewidth=1)
        axis.text(
            rank.rank, svd.singular_values[0], f" r = {rank.rank}", color=INK, va="top", size=8
        )
    rules = (
        ("unknown noise", hard_threshold.unknown_noise, BLUE, "--"),
        ("known noise", hard_threshold.known_noise, ORANGE, "-."),
    )
    for name, rule, colour, line in rules:
        axis.axhline(
            rule.threshold,
            color=colour,
            linestyle=line,
            label=f"threshold, {name}: {rule.kept} kept",
        )
    plain_ticks(axis.xaxis)
    axis.set(xlabel="rank", ylabel="singular value")
    axis.legend(loc="lower left")
    return figure


@style()
def outer_products(svd: SVDResult) -> Figure:
    """The first terms of the decomposition, each on a scale of its own."""
    columns, terms = 8, svd.decomposition
    figure, axes = picture_grid(len(svd.shares) // columns, columns, row_titles=1)
    for index, axis in enumerate(axes.flat):
        term = np.outer(terms.left[:, index], terms.right[index])
        show_signed(axis, small(term), reach([term]))
        name_column(axis, f"{index + 1}")
    return figure


@style()
def lecture_ranks(image: np.ndarray, svd: SVDResult) -> Figure:
    """An image from few terms, as the lecture shows it."""
    reconstructions = [(f"r = {rank.rank}", rank.picture) for rank in svd.lecture]
    return compare(image, reconstructions, lines=1, width=WIDTH)


@style()
def thresholded(image: np.ndarray, result: HardThresholdResult) -> Figure:
    """An image, what each rule keeps of it, and what it removes."""
    rules = (("unknown noise", result.unknown_noise), ("known noise", result.known_noise))
    reconstructions = [(f"{name}\n{rule.kept} kept", rule.picture) for name, rule in rules]
    return compare(image, reconstructions, lines=2, width=5.2)


@style()
def kept_histogram(sample: Sample) -> Figure:
    """How many singular values each rule keeps of every galaxy."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.8))
    axis = figure.subplots()
    most = max(sample.unknown_noise_kept.max(), sample.known_noise_kept.max())
    bins = np.linspace(0, most, 41).tolist()
    rules = (
        ("unknown noise (median rule)", sample.unknown_noise_kept, BLUE, None),
        ("known noise (border)", sample.known_noise_kept, ORANGE, "//"),
    )
    for name, kept, colour, hatch in rules:
        axis.hist(
            kept,
            bins,
            weights=shares(kept),
            color=colour,
            alpha=0.75,
            hatch=hatch,
            edgecolor="white",
            label=name,
        )
    axis.set(xlabel="singular values kept", ylabel="% of galaxies")
    axis.legend()
    return figure


@style()
def low_rank_and_sparse(image: np.ndarray, result: RobustPCAResult) -> Figure:
    """An image, its low-rank part, and its sparse part on a scale of its own."""
    figure, axes = picture_grid(1, 3, scale=SCALE)
    show_grey(axes[0, 0], image)
    show_grey(axes[0, 1], result.low_rank)
    signed = show_signed(axes[0, 2], result.sparse, reach([result.sparse]))
    for axis, name in zip(axes[0], ("image", "low rank", "sparse"), strict=True):
        name_column(axis, name)
    add_scale(figure, signed, axes[0], "value of the sparse part")
    return figure
