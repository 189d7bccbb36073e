"""Figures: functions from results to a Matplotlib figure, one module a section of the report."""

from analysis.figures import (
    autoencoder,
    basis,
    compression,
    images,
    interpretation,
    noise,
    svd,
    wavelets,
)

__all__ = [
    "autoencoder",
    "basis",
    "compression",
    "images",
    "interpretation",
    "noise",
    "svd",
    "wavelets",
]
