"""Figures of the second half of part 3."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.comparison import compare
from analysis.figures.spread import shares
from analysis.figures.style import BLUE, CURVE_WIDTH, ORANGE, style
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
    figure = Figure(figsize=(CURVE_WIDTH, 2.8))
    axis = figure.subplots()
    bins = np.linspace(0, max(sample.unknown_noise_kept.max(), sample.known_noise_kept.max()), 41)
    rules = (
        ("unknown noise (median rule)", sample.unknown_noise_kept, BLUE, None),
        ("known noise (border)", sample.known_noise_kept, ORANGE, "//"),
    )
    for name, kept, colour, hatch in rules:
        axis.hist(
            kept,
            bins.tolist(),
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
