"""Learning rates over a training, as fractions of the largest one."""

import math

WARM_UP = 0.1


def constant(_progress: float) -> float:
    """The same rate throughout."""
    return 1.0


def one_cycle(progress: float) -> float:
    """Up over the first tenth, then down to zero, both along half a cosine.

    Parameters
    ----------
    progress : share of the training that is done, 0 to 1

    References
    ----------
    Smith & Topin (2019), Proc. SPIE 11006, 1100612.
    """
    if progress < WARM_UP:
        return (1 - math.cos(math.pi * progress / WARM_UP)) / 2
    return (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP))) / 2
