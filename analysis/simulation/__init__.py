"""Simulated galaxies that look like the survey's, with their truth.

`simulate` makes a set, `write` stores it, `write_simulated` does both, and `expose` gives one
galaxy of a set in its layers: galaxy, stars, neighbours, sky and defects.
"""

from analysis.simulation.exposure import Exposure, expose
from analysis.simulation.sample import Simulated, simulate, write, write_simulated

__all__ = ["Exposure", "Simulated", "expose", "simulate", "write", "write_simulated"]
