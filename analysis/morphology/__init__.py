"""Properties of the galaxy in the middle of each image, measured with photutils and statmorph."""

from analysis.morphology.photometry import Photometry
from analysis.morphology.properties import Morphology, measure, measure_photometry
from analysis.morphology.structure import Structure

__all__ = ["Morphology", "Photometry", "Structure", "measure", "measure_photometry"]
