"""The small set of simulated galaxies whose whole report is tested."""

from analysis import simulation

GALAXIES, SIDE, GALAXY, P = 161, 64, 5, 4
CHOICE = {"GALAXY": GALAXY, "DOWNSAMPLE": P}


def write(path):
    """Write the set; its images, an array of shape (galaxies, side, side, 3)."""
    simulated = simulation.simulate(GALAXIES, side=SIDE)
    simulation.write(path, simulated)
    return simulated.images
