"""Figures of the autoencoder, and of trainings with other seeds and dimensions."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.grid import (
    magnify,
    name_column,
    name_row,
    note,
    picture_grid,
    show_grey,
    show_signed,
)
from analysis.figures.style import (
    BLUE,
    CURVE_WIDTH,
    GREEN,
    INK,
    ORANGE,
    PALE,
    WIDTH,
    beside,
    bin_edges,
    histogram,
    label_ends,
    plain_ticks,
    style,
)
from analysis.images.greyscale import white_level
from analysis.results.autoencoder import AutoencoderResult, Gallery
from analysis.results.seeds import SeedsResult
from analysis.results.sweep import SweepResult

FEW = 2  # galaxies that are shown more than twice
EXPLAINED = (-0.3, 1.02)  # of the power; below lies what no reconstruction at all does better


@style()
def losses(result: AutoencoderResult) -> Figure:
    """Training and held-out error of both recipes against the galaxies that they have seen."""
    figure = Figure(figsize=(CURVE_WIDTH, 2.6))
    axis = figure.subplots()
    for name, run, colour in (("ours", result.runs[0], BLUE), ("lecture's", result.lecture, GREEN)):
        seen = result.training_galaxies * np.arange(1, run.epochs + 1) / 1000
        axis.semilogy(seen, run.training_loss, color=colour, alpha=0.35, label=f"{name}, training")
        axis.semilogy(
            seen[run.validation_epochs - 1],
            run.validation_loss,
            color=colour,
            label=f"{name}, test",
        )
    axis.axhline(result.svd_test_mse, color=ORANGE, linestyle="--")
    axis.set(xlabel="galaxies seen (thousands)", ylabel="mean squared error")
    plain_ticks(axis.yaxis)
    beside(axis, result.svd_test_mse, "SVD, test", ORANGE, above=True)
    label_ends(axis, axis.get_lines()[:4])
    return figure


@style()
def gallery(shown: Gallery) -> Figure:
    """Test galaxies, as they are and as autoencoder and SVD rebuild them, with the errors."""
    white = white_level(shown.original)
    rebuilt = {f"CAE, d = {shown.latent_dim}": shown.autoencoder}
    rebuilt[f"SVD, r = {shown.latent_dim}"] = shown.svd
    scale = magnify([shown.original - pictures for pictures in rebuilt.values()], white)
    figure, axes = picture_grid(len(shown.galaxies), 1 + 2 * len(rebuilt))
    name_column(axes[0, 0], "original")
    for axis, galaxy, original in zip(axes[:, 0], shown.galaxies, shown.original, strict=True):
        show_grey(axis, original, white)
        name_row(axis, f"galaxy {galaxy}")
    for column, (name, pictures) in enumerate(rebuilt.items()):
        rows = zip(axes[:, 1 + 2 * column :][:, :2], pictures, shown.original, strict=True)
        for (as_rebuilt, error), picture, original in rows:
            show_grey(as_rebuilt, picture, white)
            show_signed(error, original - picture, scale.reach)
        name_column(axes[0, 1 + 2 * column], name)
        name_column(axes[0, 2 + 2 * column], f"its error, {scale.name}")
    return figure


@style()
def galleries(several: tuple[Gallery, ...]) -> Figure:
    """Some test galaxies rebuilt from several numbers, each above its errors."""
    originals = several[0].original[:FEW]
    white = white_level(several[0].original)
    rebuilt = {}
    for each in several:
        rebuilt[f"CAE, d = {each.latent_dim}"] = each.autoencoder[:FEW]
        rebuilt[f"SVD, r = {each.latent_dim}"] = each.svd[:FEW]
    scale = magnify([originals - pictures for pictures in rebuilt.values()], white)
    figure, axes = picture_grid(2 * len(originals), 1 + len(rebuilt))
    for row, (galaxy, original) in enumerate(zip(several[0].galaxies, originals, strict=False)):
        show_grey(axes[2 * row, 0], original, white)
        name_row(axes[2 * row, 0], f"galaxy {galaxy}")
        for column, (name, pictures) in enumerate(rebuilt.items(), 1):
            show_grey(axes[2 * row, column], pictures[row], white)
            show_signed(axes[2 * row + 1, column], original - pictures[row], scale.reach)
            if row == 0:
                name_column(axes[0, column], name)
        axes[2 * row + 1, 0].remove()
        name_row(axes[2 * row + 1, 1], f"errors, {scale.name}")
    name_column(axes[0, 0], "original")
    return figure


@style()
def latent_histograms(result: AutoencoderResult) -> Figure:
    """How the galaxies' latents are distributed, and where zero lies among them."""
    figure = Figure(figsize=(WIDTH, 2.1))
    axes = figure.subplots(1, len(result.latents), sharey=True)
    for axis, latent, values in zip(axes, result.latents, result.codes.T, strict=True):
        histogram(axis, values, bin_edges(values), BLUE)
        axis.axvline(0, color=INK, linewidth=1)
        axis.axvline(latent.median, color=ORANGE, linestyle="--", linewidth=1)
        axis.set_xlabel(f"latent {latent.index}")
    axes[0].set_ylabel("% of galaxies")
    return figure


@style()
def traversals(result: AutoencoderResult) -> Figure:
    """Decoder images for one latent at a time, the others at zero."""
    return _traversals(result, [latent.pictures for latent in result.latents])


@style()
def median_traversals(result: AutoencoderResult) -> Figure:
    """Decoder images for one latent at a time, the others at their medians."""
    return _traversals(result, [latent.median_pictures for latent in result.latents])


def _traversals(result: AutoencoderResult, rows: list[np.ndarray]) -> Figure:
    steps = len(result.latents[0].values)
    figure, axes = picture_grid(len(result.latents), steps, titles=0)
    for row, (latent, pictures) in enumerate(zip(result.latents, rows, strict=True)):
        for axis, value, picture in zip(axes[row], latent.values, pictures, strict=True):
            show_grey(axis, picture, result.white)
            note(axis, f"{value:z.1f}".replace("-", "\N{MINUS SIGN}"))
        name_row(axes[row, 0], f"latent {latent.index}")
    return figure


@style()
def detail(result: AutoencoderResult) -> Figure:
    """How much of the test images reconstructions explain, against the wavelength."""
    figure = Figure(figsize=(WIDTH, 2.1))
    axes = figure.subplots(1, len(result.runs), sharey=True, squeeze=False)[0]
    for axis, run in zip(axes, result.runs, strict=True):
        _explained(axis, run.detail.encoded.rings, BLUE, "-", "CAE")
        _explained(axis, run.detail.svd.rings, ORANGE, "--", "SVD")
        axis.axhline(0, color=PALE, linewidth=0.8, zorder=0)
        axis.set(xscale="log", xlabel="wavelength (pixels)", ylim=EXPLAINED)
        axis.set_title(f"d = {run.latent_dim}")
        plain_ticks(axis.xaxis)
    _explained(axes[0], result.lecture.detail.encoded.rings, GREEN, ":", "lecture's CAE")
    axes[0].set_ylabel("power explained")
    label_ends(axes[-1], axes[-1].get_lines()[:2])
    return figure


def _explained(axis: Axes, rings: np.ndarray, colour: str, line: str, name: str) -> None:
    """A curve against the wavelength, from the finest on."""
    wavelengths = 2 * len(rings) / np.arange(len(rings), 0, -1)
    axis.plot(wavelengths, rings[::-1], line, color=colour, label=name)


@style()
def seeds(result: SeedsResult) -> Figure:
    """Errors of networks that differ in their seed, and how alike their latents are."""
    figure = Figure(figsize=(WIDTH, 2.7))
    errors, pairs, shared = figure.subplots(1, 3, width_ratios=(1, 1.2, 1.2))
    numbers = [run.seed for run in result.runs]
    errors.plot(numbers, [run.ratio for run in result.runs], "o", color=BLUE)
    errors.plot(
        numbers, [run.refined_ratio for run in result.runs], "o", color=BLUE, fillstyle="none"
    )
    errors.axhline(1, color=ORANGE, linestyle="--")
    errors.axhline(result.median_ratio, color=PALE, zorder=0)
    errors.set(title="error / SVD's", xlabel="seed")
    errors.xaxis.set_major_locator(MaxNLocator(integer=True))
    directions = [item.index for item in result.shared]
    for pair in result.pairs:
        pairs.plot(directions, pair.correlations, "o", color=BLUE, alpha=0.5, markeredgewidth=0)
    pairs.plot(directions, result.canonical_medians, "_", color=INK, markersize=12)
    pairs.set(title="two networks", xlabel="canonical variate", ylabel="correlation")
    shared.plot(directions, [item.median for item in result.shared], "s", color=BLUE)
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
    figure = Figure(figsize=(WIDTH, 3.2))
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
    refined = [each.median_refined_test_mse for each in result.dimensions]
    symmetric = [each.symmetric_svd_test_mse for each in result.dimensions]
    axis.loglog(numbers, refined, ".:", color=GREEN, label="CAE, refined, held out")
    axis.loglog(numbers, symmetric, ".:", color=INK, label="symmetric SVD, held out")
    if result.crossing:
        axis.axvline(result.crossing, color=PALE, zorder=0)
    axis.set_xticks(numbers, [str(number) for number in numbers], minor=False)
    axis.xaxis.minorticks_off()
    plain_ticks(axis.yaxis)
    axis.set(xlabel="latent dimensions or rank", ylabel="mean squared error")
    label_ends(axis, axis.get_lines()[:6])
    return figure
