"""Figures of one galaxy's singular values: truncated, thresholded, term by term, and robustly."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    ABREAST,
    compare,
    explain,
    magnify,
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
    NORMAL,
    ORANGE,
    PALE,
    SMALL,
    beside,
    histogram,
    plain_ticks,
    style,
)
from analysis.images.greyscale import white_level
from analysis.results.hard_threshold import HardThresholdResult, Sample
from analysis.results.robust_pca import RobustPCAResult
from analysis.results.svd import SVDResult

FAINT = 1e-5  # of the first singular value; what is less is left out


@style()
def truncations(image: np.ndarray, svd: SVDResult) -> Figure:
    """The middle of an image from 1/4 and 1/16 of its singular values, and of the numbers."""
    reconstructions = [
        (f"r = {rank.rank}\n1/{round(1 / rank.fraction)} values", rank.picture)
        for rank in svd.ranks
    ]
    reconstructions += [
        (f"r = {equal.rank}\n1/{round(1 / rank.fraction)} numbers", equal.picture)
        for rank, equal in zip(svd.ranks, svd.equal_storage, strict=True)
    ]
    return compare(image, reconstructions, lines=2)


@style()
def singular_values(svd: SVDResult, hard_threshold: HardThresholdResult) -> Figure:
    """Singular values against rank, both axes logarithmic, with truncations and thresholds."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.6))
    axis = figure.subplots()
    ranks = np.arange(1, len(svd.singular_values) + 1)
    axis.loglog(ranks, svd.singular_values, color=INK)
    for rank in svd.ranks:
        axis.axvline(rank.rank, color=PALE, linewidth=1)
        axis.text(
            rank.rank, svd.singular_values[0], f" r = {rank.rank}", color=INK, va="top", size=SMALL
        )
    rules = (
        ("unknown noise", hard_threshold.unknown_noise, BLUE, "--"),
        ("known noise", hard_threshold.known_noise, ORANGE, "-."),
    )
    for place, (name, rule, colour, line) in enumerate(
        sorted(rules, key=lambda each: -each[1].threshold)
    ):
        axis.axhline(rule.threshold, color=colour, linestyle=line)
        beside(axis, rule.threshold, f"{name}: {rule.kept} kept", colour, above=place == 0)
    axis.set(xlabel="rank", ylabel="singular value", ylim=FAINT * svd.singular_values[0])
    for each in (axis.xaxis, axis.yaxis):
        plain_ticks(each)
    return figure


@style()
def outer_products(svd: SVDResult) -> Figure:
    """The first terms of the decomposition, each on a scale of its own."""
    terms = svd.decomposition
    figure, axes = picture_grid(-(-len(svd.shares) // ABREAST), ABREAST, row_titles=1, names=0)
    for index, axis in enumerate(axes.flat):
        if index >= len(svd.shares):
            axis.remove()
            continue
        term = np.outer(terms.left[:, index], terms.right[index])
        show_signed(axis, small(term), reach([term]))
        name_column(axis, f"{index + 1}")
    return figure


@style()
def lecture_ranks(image: np.ndarray, svd: SVDResult) -> Figure:
    """The middle of an image from few terms, as the lecture shows it."""
    reconstructions = [(f"r = {rank.rank}", rank.picture) for rank in svd.lecture]
    return compare(image, reconstructions, lines=1)


@style()
def thresholded(image: np.ndarray, result: HardThresholdResult) -> Figure:
    """The middle of an image, what each rule keeps of it, and what it removes."""
    rules = (("unknown noise", result.unknown_noise), ("known noise", result.known_noise))
    reconstructions = [(f"{name}\n{rule.kept} kept", rule.picture) for name, rule in rules]
    return compare(image, reconstructions, lines=2)


@style()
def kept_histogram(sample: Sample) -> Figure:
    """How many singular values each rule keeps of every galaxy."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.4))
    axes = figure.subplots(2, 1, sharex=True)
    most = max(sample.unknown_noise_kept.max(), sample.known_noise_kept.max(), 1)
    rules = (
        ("unknown noise (median rule)", sample.unknown_noise_kept, BLUE),
        ("known noise (border)", sample.known_noise_kept, ORANGE),
    )
    for axis, (name, kept, colour) in zip(axes, rules, strict=True):
        histogram(axis, kept, np.linspace(0, most, 41), colour)
        axis.set_title(name, loc="right", color=colour, size=SMALL, pad=2)
    axes[1].set_xlabel("singular values kept")
    figure.supylabel("% of galaxies", size=NORMAL)
    return figure


@style()
def low_rank_and_sparse(image: np.ndarray, result: RobustPCAResult) -> Figure:
    """An image, its low-rank part, and its sparse part, magnified."""
    white = white_level(image)
    scale = magnify([result.sparse], white)
    figure, axes = picture_grid(1, 4, names=0)
    show_grey(axes[0, 0], image, white)
    grey = show_grey(axes[0, 1], result.low_rank, white)
    signed = show_signed(axes[0, 2], result.sparse, scale.reach)
    for axis, name in zip(axes[0], ("image", "low rank", f"sparse, {scale.name}"), strict=False):
        name_column(axis, name)
    explain(figure, axes[0, 3], [(grey, "pixel value"), (signed, "sparse part")])
    return figure
