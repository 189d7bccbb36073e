"""Knots of young stars and ionised gas, strewn where the young stars are."""

import numpy as np

from analysis.simulation.disc import unit
from analysis.simulation.galaxy import Galaxy


def knots(galaxy: Galaxy, young: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Unresolved knots of light.

    Parameters
    ----------
    galaxy : Galaxy
        Its `knot_count` is the number expected.
    young : ndarray, shape (count, count)
        Light of the young stars: a knot is as likely in a pixel as that pixel is bright.
    rng : numpy.random.Generator
        Draws number, places and luminosities (a power law of index -1.7: Kennicutt et al. 1989,
        ApJ 337, 761).

    Returns
    -------
    ndarray, shape (count, count)
        Sum 1, or 0 where there is no knot.
    """
    light = np.zeros(young.size, dtype=np.float32)
    number = rng.poisson(galaxy.knot_count)
    if number == 0 or not young.any():
        return light.reshape(young.shape)
    cumulative = np.cumsum(young, dtype=np.float64)
    places = np.searchsorted(cumulative, rng.uniform(0, cumulative[-1], number))
    np.add.at(light, places, np.minimum(rng.pareto(0.7, number) + 1, 20))
    return unit(light).reshape(young.shape)
