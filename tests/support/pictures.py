"""Figures of the small document that the tests render."""

import numpy as np
from matplotlib.figure import Figure


def curve() -> Figure:
    """A curve, for a vector graphic."""
    figure = Figure(figsize=(3.25, 2))
    figure.subplots().plot([1, 4, 9])
    return figure


def image() -> Figure:
    """An image, for a pixel graphic."""
    figure = Figure(figsize=(6.5, 2))
    figure.subplots().imshow(np.eye(8), cmap="gray")
    return figure
