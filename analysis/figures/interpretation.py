"""The figure of what components go with."""

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from analysis.figures.style import DIVERGING_MAP, INK, SMALL, WIDTH, style
from analysis.results.interpretation import InterpretationResult

EMPTY = "#F4F4F4"


@style()
def associations(result: InterpretationResult) -> Figure:
    """Rank correlations of components with properties, where they are significant."""
    components = (*result.vectors, *result.latents)
    rho = np.array(
        [
            [item.rho if item.significant else np.nan for item in component.associations]
            for component in components
        ]
    )
    figure = Figure(figsize=(WIDTH, 0.25 * len(components) + 1.1))
    axis = figure.subplots()
    colours = matplotlib.colormaps[DIVERGING_MAP].with_extremes(bad=EMPTY)
    axis.imshow(rho, cmap=colours, vmin=-1, vmax=1, aspect="auto")
    for row, component in enumerate(components):
        for column, item in enumerate(component.associations):
            if item.significant:
                number = f"{item.rho:z.2f}".replace("-", "\N{MINUS SIGN}").replace("0.", ".")
                colour = "white" if abs(item.rho) > 0.65 else INK
                axis.text(column, row, number, ha="center", va="center", color=colour, size=SMALL)
    axis.set_xticks(
        range(len(result.properties)),
        result.properties,
        rotation=40,
        ha="left",
        rotation_mode="anchor",
    )
    names = [component.name.removeprefix("singular ") for component in components]
    axis.set_yticks(range(len(components)), names)
    axis.grid(False)
    axis.tick_params(length=0, bottom=False, labelbottom=False, top=True, labeltop=True)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.axhline(len(result.vectors) - 0.5, color="white", linewidth=3)
    return figure
