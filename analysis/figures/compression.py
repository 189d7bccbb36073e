"""Figures of the ways to store galaxies, beside one another."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.comparison.missed import Residual
from analysis.comparison.rate_distortion import Band, Curve
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
)
from analysis.figures.style import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, WIDTH, style
from analysis.results.autoencoder import Gallery
from analysis.results.bits import BitsResult
from analysis.results.rate_distortion import RateDistortionResult
from analysis.results.svd import SVDResult
from analysis.results.wavelet import WaveletResult

LINES = (
    (ORANGE, "s-"),
    (BLUE, "o-"),
    (SKY, "v-"),
    (GREEN, "^--"),
    (INK, "D-."),
    (PURPLE, "P:"),
)

BIT_LINES = (
    (BLUE, "o-"),
    (INK, "D-."),
    (PURPLE, "P:"),
    (ORANGE, "s--"),
    (GREEN, "^--"),
)


@style()
def rate_distortion(result: RateDistortionResult) -> Figure:
    """Relative error and SSIM of all galaxies against the share of numbers stored."""
    figure = Figure(figsize=(WIDTH, 5.2))
    axes = figure.subplot_mosaic([["error"], ["ssim"]], height_ratios=(3, 2), sharex=True)
    for curve, (colour, line) in zip(result.curves, LINES, strict=True):
        shares = curve.numbers / result.pixels
        for name, band in (("error", curve.relative_error), ("ssim", curve.ssim)):
            _draw(axes[name], shares, band, colour, line, curve)
    if result.noisy:
        _mark_noise(axes["error"], result.noise.median)
    axes["error"].set(yscale="log", ylabel="relative error")
    axes["ssim"].set(ylabel="SSIM", xlabel="numbers stored, of those in the image")
    for axis in axes.values():
        _quarter(axis)
        axis.set(xlim=(2**-10.5, 1.1))
    axes["error"].legend(ncols=2)
    return figure


@style()
def bits(result: BitsResult) -> Figure:
    """Relative error of galaxies against the bits that a pixel takes."""
    figure = Figure(figsize=(WIDTH, 3.4))
    axis = figure.subplots()
    for curve, (colour, line) in zip(result.curves, BIT_LINES, strict=True):
        axis.plot(curve.rates, curve.relative_error, line, color=colour, label=curve.method)
        axis.fill_between(curve.rates, curve.low, curve.high, color=colour, alpha=0.1)
    axis.set(yscale="log", ylabel="relative error", xlabel="bits per pixel")
    _quarter(axis)
    axis.legend(ncols=2)
    return figure


def _quarter(axis: Axes) -> None:
    """Ticks at 1, 1/4, 1/16 and so on."""
    axis.set_xscale("log", base=2)
    ticks = [4.0**-power for power in range(5, -1, -1)]
    axis.set_xticks(ticks, [f"1/{round(1 / tick)}" if tick < 1 else "1" for tick in ticks])


def _mark_noise(axis: Axes, level: float) -> None:
    axis.axhline(level, color=INK, linewidth=0.8, linestyle=":")
    axis.annotate(
        "noise of the sky",
        (1.0, level),
        (0, -3),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha="right",
        va="top",
        size=8,
    )


def _draw(axis: Axes, shares: np.ndarray, band: Band, colour: str, line: str, curve: Curve) -> None:
    shown = shares <= 1
    axis.plot(shares[shown], band.median[shown], line, color=colour, label=curve.method)
    axis.fill_between(shares[shown], band.low[shown], band.high[shown], color=colour, alpha=0.1)


@style()
def residuals(image: np.ndarray, items: tuple[Residual, ...]) -> Figure:
    """The middle of an image as every way stores it, and what it misses."""
    missing = [image - item.picture for item in items]
    limit = reach([middle(residual) for residual in missing])
    figure, axes = picture_grid(2, len(items), titles=2, scale=SCALE)
    for column, (item, residual) in enumerate(zip(items, missing, strict=True)):
        grey = show_grey(axes[0, column], middle(item.picture))
        signed = show_signed(axes[1, column], middle(residual), limit)
        name_column(axes[0, column], item.method.replace(" ", "\n", 1))
    name_row(axes[0, 0], "stored")
    name_row(axes[1, 0], "missed")
    add_scale(figure, grey, axes[:1, -1], "value")
    add_scale(figure, signed, axes[1:, -1], "difference")
    return figure


THIN = "\N{NARROW NO-BREAK SPACE}"


@style()
def five_ways(
    image: np.ndarray, wavelet: WaveletResult, svd: SVDResult, example: Gallery
) -> Figure:
    """One galaxy: as it is, and from fewer and fewer numbers."""
    level, rank, d = wavelet.levels[-1], svd.equal_storage[-1], example.latent_dim
    views = (
        ("original", image, 255, image.size),
        ("wavelets", level.picture, 255, level.stored_numbers),
        ("own SVD", rank.picture, 255, rank.stored_numbers),
        ("common basis", example.svd[0], 1, d),
        ("autoencoder", example.autoencoder[0], 1, d),
    )
    figure, axes = picture_grid(1, len(views), titles=2, names=0)
    for axis, (name, picture, top, numbers) in zip(axes[0], views, strict=True):
        show_grey(axis, picture, top)
        grouped = f"{numbers:_}" if numbers > 9999 else f"{numbers}"
        name_column(axis, f"{name}\n{grouped.replace('_', THIN)} numbers")
    return figure
