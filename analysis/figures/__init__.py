"""Figures: functions from results to a Matplotlib figure, one module a part of the report."""

from analysis.figures import (
    autoencoder,
    basis,
    compression,
    data,
    hard_threshold,
    interpretation,
    noise,
    overview,
    repeats,
    robust_pca,
    svd,
    wavelet,
)

__all__ = [
    "autoencoder",
    "basis",
    "compression",
    "data",
    "hard_threshold",
    "interpretation",
    "noise",
    "overview",
    "repeats",
    "robust_pca",
    "svd",
    "wavelet",
]
