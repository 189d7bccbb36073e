"""Where an image shows sky: its border and its corners, which its galaxy hardly reaches."""

import numpy as np

BORDER, CORNER = 1 / 16, 1 / 8  # of the side


def border_width(side: int) -> int:
    """Pixels of a side that are its border, at either end."""
    return round(side * BORDER)


def border(image: np.ndarray) -> np.ndarray:
    """The pixels of an image (side, side) that are within 1/16 of its side from an edge, flat."""
    return image[on_border(image.shape[0])]


def on_border(side: int) -> np.ndarray:
    """Which pixels of an image are its border, array of bool, shape (side, side)."""
    width = border_width(side)
    outside = np.ones((side, side), bool)
    outside[width:-width, width:-width] = False
    return outside


def corners(image: np.ndarray) -> list[np.ndarray]:
    """The four corners of an image (side, side), 1/8 of the side wide."""
    width = round(image.shape[0] * CORNER)
    near, far = slice(None, width), slice(-width, None)
    return [image[rows, columns] for rows in (near, far) for columns in (near, far)]
