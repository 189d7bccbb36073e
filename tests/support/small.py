"""The small set of simulated galaxies whose whole report is tested."""

from analysis import simulation
from analysis.images.split import FEWEST_GALAXIES

SIDE, GALAXY, P = 64, 5, 4
CHOICE = {"GALAXY": GALAXY, "DOWNSAMPLE": P}


def write(path):
    """Write the set; its images, an array of shape (galaxies, side, side, 3)."""
    simulated = simulation.simulate(FEWEST_GALAXIES, side=SIDE)
    simulation.write(path, simulated)
    return simulated.images
