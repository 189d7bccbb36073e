"""Figures of noise and the threshold."""

from matplotlib.figure import Figure

from analysis.figures.grid import name_row, note, picture_grid, show_grey, small
from analysis.figures.style import (
    BLUE,
    INK,
    ORANGE,
    PALE,
    SMALL,
    WIDTH,
    beside,
    label_ends,
    scatter,
    style,
)
from analysis.results.kept import Kept
from analysis.results.noise import Autocorrelation, PureNoise
from analysis.results.rank_recovery import RankRecovery


@style()
def recovery(results: tuple[RankRecovery, ...]) -> Figure:
    """How often each rule keeps the right rank, against the strength of the signal."""
    figure = Figure(figsize=(WIDTH, 2.4))
    axes = figure.subplots(1, len(results), sharey=True)
    for axis, result in zip(axes, results, strict=True):
        axis.axvspan(0, result.limit, color=PALE, alpha=0.5, linewidth=0)
        axis.axvline(result.keeping, color=INK, linewidth=1, linestyle=":")
        axis.plot(result.strengths, result.known, "s--", color=ORANGE, label="known")
        axis.plot(result.strengths, result.unknown, "o-", color=BLUE, label="unknown")
        rows, columns = result.shape
        axis.set(
            title=f"{rows} × {columns}, rank {result.rank}",
            xlim=(0.4, result.strengths[-1]),
            xlabel="singular value of the signal / (√n γ)",
        )
    axes[0].set_ylabel("trials with the right rank")
    label_ends(axes[-1], axes[-1].get_lines()[1:])
    return figure


@style()
def correlation(sky: Autocorrelation, pure: PureNoise, kept: Kept) -> Figure:
    """How alike pixels of the sky are, and what the median rule makes of it."""
    figure = Figure(figsize=(WIDTH, 2.5))
    near, rule = figure.subplots(1, 2)
    near.fill_between(sky.lags, sky.low, sky.high, color=BLUE, alpha=0.2, linewidth=0)
    near.plot(sky.lags, sky.median, "o-", color=BLUE)
    near.plot(sky.lags, sky.lags == 0, "s--", color=INK, linewidth=1)
    near.annotate(
        "sky", (1, sky.median[1]), (8, 3), textcoords="offset points", color=BLUE, size=SMALL
    )
    beside(near, 0, "white noise", INK, above=False)
    near.set(xlabel="lag (pixels)", ylabel="autocorrelation of the sky")
    scatter(rule, kept.autocorrelation, kept.rules[0].kept)
    rule.plot(pure.autocorrelations, pure.kept, color=ORANGE, label="noise\nalone")
    rule.set(xlabel="autocorrelation at lag 1", ylabel="kept by the median rule", xlim=(0, 1))
    label_ends(rule, rule.get_lines())
    return figure


@style()
def extremes(result: Kept) -> Figure:
    """The galaxies of which each rule keeps fewest and most."""
    rows = [
        row
        for rule in result.extremes
        for row in (
            (
                f"{rule.rule.split()[0]}, fewest",
                rule.fewest,
                rule.fewest_kept,
                rule.fewest_pictures,
            ),
            (f"{rule.rule.split()[0]}, most", rule.most, rule.most_kept, rule.most_pictures),
        )
    ]
    figure, axes = picture_grid(len(rows), len(rows[0][1]), titles=0)
    for panels, (name, galaxies, kept, pictures) in zip(axes, rows, strict=True):
        name_row(panels[0], name)
        for axis, galaxy, number, picture in zip(panels, galaxies, kept, pictures, strict=True):
            show_grey(axis, small(picture), result.white)
            note(axis, f"{galaxy}: {number}")
    return figure
