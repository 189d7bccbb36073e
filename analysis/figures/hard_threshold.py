"""Figures of the second half of part 3."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.comparison import compare
from analysis.figures.style import BLUE, ORANGE, WIDTH, style
from analysis.results.hard_threshold import HardThresholdResult, Sample


@style()
def thresholded(image: np.ndarray, result: HardThresholdResult) -> Figure:
    """An image, what each rule keeps of it, and what it removes."""
    rules = (("unknown noise", result.unknown_noise), ("known noise", result.known_noise))
    reconstructions = [(f"{name}\n{rule.kept} kept", rule.picture) for name, rule in rules]
    return compare(image, reconstructions, lines=2, width=5.2)


@style()
def kept_histogram(sample: Sample) -> Figure:
    """How many singular values each rule keeps of every galaxy."""
    figure = Figure(figsize=(WIDTH, 2.8))
    axis = figure.subplots()
    bins = np.linspace(0, max(sample.unknown_noise_kept.max(), sample.known_noise_kept.max()), 41)
    rules = (
        ("unknown noise (median rule)", sample.unknown_noise_kept, BLUE, None),
        ("known noise (border)", sample.known_noise_kept, ORANGE, "//"),
    )
    for name, kept, colour, hatch in rules:
        axis.hist(kept, bins, color=colour, alpha=0.75, hatch=hatch, edgecolor="white", label=name)
    axis.set(xlabel="singular values kept", ylabel="galaxies")
    axis.legend()
    return figure


@style()
def kept_against_correlation(sample: Sample) -> Figure:
    """Singular values that the median rule keeps, against how alike neighbouring sky pixels are."""
    figure = Figure(figsize=(WIDTH, 3.0))
    axis = figure.subplots()
    axis.scatter(sample.sky_autocorrelation, sample.unknown_noise_kept, s=12, color=BLUE, alpha=0.7)
    axis.set(
        xlabel="lag-1 autocorrelation of the sky",
        ylabel="singular values kept\nby the median rule",
    )
    return figure
