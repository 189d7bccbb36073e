"""The figure that sums the report up."""

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.grid import name_column, picture_grid, show_grey
from analysis.figures.style import style
from analysis.results.autoencoder import Gallery
from analysis.results.svd import SVDResult
from analysis.results.wavelet import WaveletResult

THIN = "\N{NARROW NO-BREAK SPACE}"


@style()
def five_ways(
    image: np.ndarray, wavelet: WaveletResult, svd: SVDResult, example: Gallery
) -> Figure:
    """One galaxy: as it is, and from fewer and fewer numbers."""
    level, rank, d = wavelet.levels[-1], svd.equal_storage[-1], example.latent_dim
    views = (
        ("original", image, 255, image.size),
        ("wavelets", level.picture, 255, level.stored_numbers),
        ("own SVD", rank.picture, 255, rank.stored_numbers),
        ("common basis", example.svd[0], 1, d),
        ("autoencoder", example.autoencoder[0], 1, d),
    )
    figure, axes = picture_grid(1, len(views), titles=2, names=0)
    for axis, (name, picture, top, numbers) in zip(axes[0], views, strict=True):
        show_grey(axis, picture, top)
        grouped = f"{numbers:_}" if numbers > 9999 else f"{numbers}"
        name_column(axis, f"{name}\n{grouped.replace('_', THIN)} numbers")
    return figure
