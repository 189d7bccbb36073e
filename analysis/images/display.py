"""How bright figures show images."""

import numpy as np

BURNT_OUT = 0.01  # share of the pixels


def white_level(images: np.ndarray) -> float:
    """The value from which on figures show white, so that what is faint is seen.

    All but a hundredth of the pixels are darker: nuclei and stars lose their inside.
    """
    return float(np.quantile(images, 1 - BURNT_OUT)) or float(np.max(images)) or 1.0
