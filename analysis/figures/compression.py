"""Figures of the ways to store galaxies, beside one another."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.comparison.rate_distortion import Band, Curve
from analysis.comparison.residuals import Residual
from analysis.figures.grid import (
    magnify,
    middle,
    name_column,
    picture_grid,
    show_grey,
    show_signed,
    small,
)
from analysis.figures.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    THIN,
    WIDTH,
    label_ends,
    plain_ticks,
    style,
)
from analysis.images.greyscale import white_level
from analysis.results.autoencoder import Gallery
from analysis.results.bits import BitsResult
from analysis.results.rate_distortion import RateDistortionResult
from analysis.results.svd import SVDResult
from analysis.results.wavelet import WaveletResult

JOINED = 4  # points, at least
FULL = 255  # of images whose values go up to 1
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
    figure = Figure(figsize=(WIDTH, 4.6))
    axes = figure.subplot_mosaic([["error"], ["ssim"]], height_ratios=(3, 2), sharex=True)
    for curve, (colour, line) in zip(result.curves, LINES, strict=True):
        shares = curve.numbers / result.pixels
        for name, band in (("error", curve.relative_error), ("ssim", curve.ssim)):
            _draw(axes[name], shares, band, colour, line, curve)
    if result.noisy:
        level = result.noise.median
        axes["error"].plot([2**-10.5, 1], [level, level], ":k", linewidth=1, label="sky's noise")
    axes["error"].set(yscale="log", ylabel="relative error")
    axes["ssim"].set(ylabel="SSIM", xlabel="numbers stored, of those in the image")
    plain_ticks(axes["error"].yaxis)
    for axis in axes.values():
        _quarter(axis)
        axis.set(xlim=(2**-10.5, 1.1))
    label_ends(axes["error"], axes["error"].get_lines())
    return figure


@style()
def bits(result: BitsResult) -> Figure:
    """Relative error of galaxies against the bits that a pixel takes."""
    figure = Figure(figsize=(WIDTH, 3.0))
    axis = figure.subplots()
    for curve, (colour, joined) in zip(result.curves, BIT_LINES, strict=True):
        line = _joined(joined, len(curve.rates))
        axis.plot(curve.rates, curve.relative_error, line, color=colour, label=curve.method)
        axis.fill_between(curve.rates, curve.low, curve.high, color=colour, alpha=0.1)
    axis.set(yscale="log", ylabel="relative error", xlabel="bits per pixel")
    plain_ticks(axis.yaxis)
    _quarter(axis)
    label_ends(axis, axis.get_lines())
    return figure


def _quarter(axis: Axes) -> None:
    """Ticks at 1, 1/4, 1/16 and so on."""
    axis.set_xscale("log", base=2)
    ticks = [4.0**-power for power in range(5, -1, -1)]
    axis.set_xticks(ticks, [f"1/{round(1 / tick)}" if tick < 1 else "1" for tick in ticks])


def _draw(axis: Axes, shares: np.ndarray, band: Band, colour: str, line: str, curve: Curve) -> None:
    shown = shares <= 1
    seen = _joined(line, int(shown.sum()))
    axis.plot(shares[shown], band.median[shown], seen, color=colour, label=curve.method)
    axis.fill_between(shares[shown], band.low[shown], band.high[shown], color=colour, alpha=0.1)


def _joined(line: str, points: int) -> str:
    """A marker with a line, or without one where so few points tell of no curve."""
    return line if points >= JOINED else line[0]


@style()
def residuals(image: np.ndarray, items: tuple[Residual, ...]) -> Figure:
    """The middle of an image as every way stores it, and what it misses."""
    white = white_level(image)
    missing = [middle(image - item.picture) for item in items]
    scale = magnify(missing, white)
    figure, axes = picture_grid(-(-len(items) // 2), 4, row_titles=1, names=0)
    pairs = axes.reshape(-1, 2)
    for (stored, missed), item, residual in zip(pairs, items, missing, strict=False):
        show_grey(stored, middle(item.picture), white)
        show_signed(missed, residual, scale.reach)
        name_column(stored, item.method)
        name_column(missed, f"missed, {scale.name}")
    for axis in pairs[len(items) :].flat:
        axis.remove()
    return figure


@style()
def five_ways(
    image: np.ndarray, wavelet: WaveletResult, svd: SVDResult, example: Gallery
) -> Figure:
    """One galaxy: as it is, and from fewer and fewer numbers."""
    level, rank, d = wavelet.levels[-1], svd.equal_storage[-1], example.latent_dim
    views = (
        ("original", small(image), image.size),
        ("wavelets", small(level.picture), level.stored_numbers),
        ("own SVD", small(rank.picture), rank.stored_numbers),
        ("common basis", FULL * example.svd[0], d),
        ("autoencoder", FULL * example.autoencoder[0], d),
    )
    white = white_level(image)
    figure, axes = picture_grid(1, len(views), titles=2, names=0)
    for axis, (name, picture, numbers) in zip(axes[0], views, strict=True):
        show_grey(axis, picture, white)
        grouped = f"{numbers:_}" if numbers > 9999 else f"{numbers}"
        name_column(axis, f"{name}\n{grouped.replace('_', THIN)} numbers")
    return figure
