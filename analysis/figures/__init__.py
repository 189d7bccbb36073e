"""Figures: functions from results to a Matplotlib figure, one module a part of the report."""

from analysis.figures import (
    autoencoder,
    basis,
    data,
    hard_threshold,
    interpretation,
    overview,
    svd,
    wavelet,
)

__all__ = [
    "autoencoder",
    "basis",
    "data",
    "hard_threshold",
    "interpretation",
    "overview",
    "svd",
    "wavelet",
]
