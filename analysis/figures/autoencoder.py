"""Figures of the autoencoder, and of trainings with other seeds and dimensions."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.grid import SCALE, add_scale, name_column, name_row, picture_grid, show_grey
from analysis.figures.style import (
    BLUE,
    CURVE_WIDTH,
    GREEN,
    INK,
    ORANGE,
    PALE,
    WIDTH,
    bin_edges,
    plain_ticks,
    shares,
    style,
)
from analysis.results.autoencoder import AutoencoderResult, Gallery
from analysis.results.latents import Latent
from analysis.results.seeds import SeedsResult
from analysis.results.sweep import SweepResult

EXPLAINED = (-0.3, 1.02)  # of the power; below lies what no reconstruction at all does better


@style()
def losses(result: AutoencoderResult) -> Figure:
    """Training and held-out error of both recipes against the galaxies that they have seen."""
    figure = Figure(figsize=(CURVE_WIDTH, 3.0))
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
    axis.axhline(result.svd_test_mse, color=ORANGE, linestyle="--", label="SVD, test")
    axis.set(xlabel="galaxies seen (thousands)", ylabel="mean squared error")
    axis.legend()
    return figure


@style()
def gallery(galleries: tuple[Gallery, ...]) -> Figure:
    """Test galaxies, as they are and as autoencoders and SVDs rebuild them, on one scale."""
    rows = [("original", galleries[0].original)]
    for each in galleries:
        rows.append((f"CAE, d = {each.latent_dim}", each.autoencoder))
        rows.append((f"SVD, r = {each.latent_dim}", each.svd))
    figure, axes = picture_grid(len(rows), len(galleries[0].original), scale=SCALE)
    for row, (name, pictures) in enumerate(rows):
        for axis, picture in zip(axes[row], pictures, strict=True):
            image = show_grey(axis, picture, top=1)
        name_row(axes[row, 0], name)
    for axis, galaxy in zip(axes[0], galleries[0].galaxies, strict=True):
        name_column(axis, f"galaxy {galaxy}")
    add_scale(figure, image, axes.flat, "pixel value")
    return figure


@style()
def latent_histograms(result: AutoencoderResult) -> Figure:
    """How the galaxies' latents are distributed, and where zero lies among them."""
    figure = Figure(figsize=(WIDTH, 2.1))
    axes = figure.subplots(1, len(result.latents), sharey=True)
    for axis, latent, values in zip(axes, result.latents, result.codes.T, strict=True):
        axis.hist(
            values,
            bin_edges(values),
            weights=shares(values),
            color=BLUE,
            edgecolor="white",
            linewidth=0.2,
        )
        axis.axvline(0, color=INK, linewidth=1)
        axis.axvline(latent.median, color=ORANGE, linestyle="--", linewidth=1)
        axis.set_xlabel(f"latent {latent.index}")
    axes[0].set_ylabel("% of galaxies")
    return figure


@style()
def traversals(latents: tuple[Latent, ...]) -> Figure:
    """Decoder images for one latent at a time, the others at zero."""
    return _traversals(latents, [latent.pictures for latent in latents])


@style()
def median_traversals(latents: tuple[Latent, ...]) -> Figure:
    """Decoder images for one latent at a time, the others at their medians."""
    return _traversals(latents, [latent.median_pictures for latent in latents])


def _traversals(latents: tuple[Latent, ...], rows: list[np.ndarray]) -> Figure:
    figure, axes = picture_grid(len(latents), len(latents[0].values), row_titles=1, scale=SCALE)
    for row, (latent, pictures) in enumerate(zip(latents, rows, strict=True)):
        for axis, value, picture in zip(axes[row], latent.values, pictures, strict=True):
            image = show_grey(axis, picture, top=1)
            name_column(axis, f"{value:z.1f}".replace("-", "\N{MINUS SIGN}"))
        name_row(axes[row, 0], f"latent {latent.index}")
    add_scale(figure, image, axes.flat, "pixel value")
    return figure


@style()
def detail(result: AutoencoderResult) -> Figure:
    """How much of the test images reconstructions explain, against the wavelength."""
    figure = Figure(figsize=(WIDTH, 2.5))
    axes = figure.subplots(1, len(result.runs), sharey=True, squeeze=False)[0]
    for axis, run in zip(axes, result.runs, strict=True):
        rings = len(run.detail.svd.rings)
        wavelengths = 2 * rings / np.arange(1, rings + 1)
        axis.semilogx(wavelengths, run.detail.encoded.rings, color=BLUE, label="CAE")
        axis.semilogx(wavelengths, run.detail.svd.rings, "--", color=ORANGE, label="SVD")
        axis.axhline(0, color=PALE, linewidth=0.8, zorder=0)
        axis.set(title=f"d = {run.latent_dim}", xlabel="wavelength (pixels)", ylim=EXPLAINED)
        plain_ticks(axis.xaxis)
    axes[0].semilogx(
        wavelengths, result.lecture.detail.encoded.rings, ":", color=GREEN, label="lecture's CAE"
    )
    axes[0].set_ylabel("power explained")
    axes[0].legend(loc="upper left")
    return figure


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
    axis.legend(loc="lower left")
    return figure
