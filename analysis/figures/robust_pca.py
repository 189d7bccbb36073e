"""The figure of the two parts of robust principal component analysis."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import (
    SCALE,
    add_scale,
    name_column,
    picture_grid,
    reach,
    show_grey,
    show_signed,
)
from analysis.figures.style import style
from analysis.results.robust_pca import RobustPCAResult


@style()
def parts(image: np.ndarray, result: RobustPCAResult) -> Figure:
    """An image, its low-rank part, and its sparse part on a scale of its own."""
    figure, axes = picture_grid(1, 3, scale=SCALE)
    show_grey(axes[0, 0], image)
    show_grey(axes[0, 1], result.low_rank)
    signed = show_signed(axes[0, 2], result.sparse, reach([result.sparse]))
    for axis, name in zip(axes[0], ("image", "low rank", "sparse"), strict=True):
        name_column(axis, name)
    add_scale(figure, signed, axes[0], "value of the sparse part")
    return figure
