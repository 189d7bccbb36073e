"""Figures of trainings with other seeds and other dimensions."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import BLUE, CURVE_WIDTH, INK, ORANGE, PALE, WIDTH, plain_ticks, style
from analysis.results.seeds import SeedsResult
from analysis.results.sweep import SweepResult


@style()
def seeds(result: SeedsResult) -> Figure:
    """Errors of networks that differ in their seed, and how alike their latents are."""
    figure = Figure(figsize=(WIDTH, 2.7))
    errors, pairs, shared = figure.subplots(1, 3, width_ratios=(1, 1.2, 1.2))
    errors.plot([run.seed for run in result.runs], [run.ratio for run in result.runs], "o")
    errors.axhline(1, color=ORANGE, linestyle="--")
    errors.axhline(result.median_ratio, color=PALE, zorder=0)
    errors.set(title="error / SVD's", xlabel="seed")
    errors.xaxis.set_major_locator(MaxNLocator(integer=True))
    directions = [item.index for item in result.shared]
    for pair in result.pairs:
        pairs.plot(directions, pair.correlations, "o", color=BLUE, alpha=0.5, markeredgewidth=0)
    pairs.plot(directions, result.canonical_medians, color=INK, linewidth=1)
    pairs.set(title="two networks", xlabel="canonical variate", ylabel="correlation")
    shared.plot(directions, [item.median for item in result.shared], "s-", color=BLUE)
    shared.plot(directions, [item.lowest for item in result.shared], "v", color=INK)
    shared.set(title="all networks", xlabel="shared direction")
    for axis in (pairs, shared):
        axis.axhline(result.alike, color=ORANGE, linestyle="--")
        axis.set_xticks(directions)
    shared.sharey(pairs)
    return figure


@style()
def sweep(result: SweepResult) -> Figure:
    """Errors against the number of dimensions: on galaxies held out, and on those fitted to."""
    figure = Figure(figsize=(CURVE_WIDTH, 3.4))
    axis = figure.subplots()
    numbers = [each.latent_dim for each in result.dimensions]
    test = np.array(
        [
            (each.test_mse.min(), each.median_test_mse, each.test_mse.max())
            for each in result.dimensions
        ]
    ).T
    training = [each.median_training_mse for each in result.dimensions]
    axis.fill_between(numbers, test[0], test[2], color=BLUE, alpha=0.25, linewidth=0)
    axis.loglog(numbers, test[1], "o-", color=BLUE, label="CAE, held out")
    axis.loglog(numbers, training, "o:", color=BLUE, fillstyle="none", label="CAE, training")
    linear = [(each.svd_test_mse, each.svd_training_mse) for each in result.dimensions]
    held_out, fitted = zip(*linear, strict=True)
    axis.loglog(numbers, held_out, "s--", color=ORANGE, label="SVD, held out")
    axis.loglog(numbers, fitted, "s:", color=ORANGE, fillstyle="none", label="SVD, training")
    if result.crossing:
        axis.axvline(result.crossing, color=PALE, zorder=0)
    axis.set_xticks(numbers, [str(number) for number in numbers], minor=False)
    axis.xaxis.minorticks_off()
    plain_ticks(axis.yaxis)
    axis.set(xlabel="latent dimensions or rank", ylabel="mean squared error")
    axis.legend(loc="lower left")
    return figure
