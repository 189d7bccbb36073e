"""Greyscale images and their block averages (the worksheet's Task 1), and how they are shown."""

import numpy as np

from analysis.runtime.errors import InputError

BURNT_OUT = 0.01  # share of the pixels that figures show as white


def greyscale(images: np.ndarray) -> np.ndarray:
    """Average the bands of colour images.

    Parameters
    ----------
    images : array of shape (..., side, side, bands)

    Returns
    -------
    array of shape (..., side, side), float64, in the units of the input
    """
    first, *others = np.moveaxis(images, -1, 0)
    total = first.astype(np.float64)  # five times as fast as a mean over so short an axis
    for band in others:
        total += band
    return total / images.shape[-1]


def block_average(images: np.ndarray, p: int) -> np.ndarray:
    """Down-sample images by the mean over p x p pixel blocks, which preserves each image's mean.

    Parameters
    ----------
    images : array of shape (..., side, side)
    p : side of a block in pixels

    Returns
    -------
    array of shape (..., side / p, side / p)

    Raises
    ------
    InputError
        If p does not divide the side.
    """
    *rest, rows, columns = images.shape
    if p < 1 or rows % p or columns % p:
        raise InputError(
            f"the images are {rows} x {columns} pixels and cannot be averaged over {p} x {p} "
            f"blocks; choose a down-sampling factor that divides {rows}"
        )
    return images.reshape(*rest, rows // p, p, columns // p, p).mean(axis=(-3, -1))


def largest_block(side: int, least: int) -> int:
    """Side of the largest blocks that divide images of a side and leave so many pixels, or 1."""
    return max((p for p in range(2, side // least + 1) if side % p == 0), default=1)


def to_unit(images: np.ndarray) -> np.ndarray:
    """Pixels of 0 to 255 as 0 to 1, float32: what networks are trained on."""
    return (images.astype(np.float64) / 255).astype(np.float32)


def shrink_to(images: np.ndarray, largest: int) -> np.ndarray:
    """Average images (..., side, side) over blocks until their side is `largest` at most.

    Returns
    -------
    array of shape (..., side / p, side / p)
    """
    side = images.shape[-1]
    p = next(p for p in range(1, side + 1) if side % p == 0 and side // p <= largest)
    return block_average(images, p)


def white_level(images: np.ndarray) -> float:
    """The value from which on figures show white, so that what is faint is seen.

    All but a hundredth of the pixels are darker: nuclei and stars lose their inside.
    """
    return float(np.quantile(images, 1 - BURNT_OUT)) or float(np.max(images)) or 1.0
