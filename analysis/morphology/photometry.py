"""How bright, large, drawn out, concentrated and red a galaxy is, and what else its image shows."""

from dataclasses import dataclass

import numpy as np
from photutils.segmentation import SourceCatalog

from analysis.images.greyscale import block_average
from analysis.images.light import Light
from analysis.morphology.sources import AVERAGED, Sources


@dataclass(frozen=True)
class Photometry:
    """Measured properties, each an array of shape (galaxies,); NaN where it cannot be measured.

    Attributes
    ----------
    brightness : light above the sky over the galaxy's pixels, in the greyscale's unit of light
    half_light_radius : pixels
    e1, e2 : ellipticity components, (a - b) / (a + b) times cos and sin of twice the position
        angle
    position_angle : degrees from 0 to 180, counter-clockwise from the image's horizontal
    concentration : 5 log10(r80 / r20) of the growth curve (Bershady et al. 2000, AJ 119, 2645)
    colour : g - z in magnitudes; NaN throughout where it is not known which band is which
    foreground : share of the image's detected light that belongs to other sources
    """

    brightness: np.ndarray
    half_light_radius: np.ndarray
    e1: np.ndarray
    e2: np.ndarray
    position_angle: np.ndarray
    concentration: np.ndarray
    colour: np.ndarray
    foreground: np.ndarray


QUANTITIES = len(Photometry.__dataclass_fields__)


def photometry(
    found: Sources, image: np.ndarray, shown: Light, bands: tuple[str, str, str]
) -> tuple[float, ...]:
    """The values of `Photometry`'s attributes, in order, of one galaxy.

    Parameters
    ----------
    found : the image's sources
    image : array of shape (side, side, 3), 0 to 255
    shown : what its values say of light
    bands : names of the three channels
    """
    if not found.label:
        return (np.nan,) * QUANTITIES
    return (*_shape(found), _colour(found, image, shown, bands), _foreground(found))


def _shape(found: Sources) -> tuple[float, float, float, float, float, float]:
    """Brightness, half-light radius, e1, e2, position angle and concentration."""
    galaxy = SourceCatalog(found.light, found.segments).select_label(found.label)
    r20, r50, r80 = (galaxy.flux_radius(part).value.item() for part in (0.2, 0.5, 0.8))
    a, b = galaxy.semimajor_axis.value.item(), galaxy.semiminor_axis.value.item()
    ellipticity = (a - b) / (a + b)
    # Rows count downwards in the image, the position angle counts upwards.
    angle = -galaxy.orientation.to_value("rad").item()
    return (
        AVERAGED**2 * float(galaxy.segment_flux),
        AVERAGED * r50,
        ellipticity * np.cos(2 * angle),
        ellipticity * np.sin(2 * angle),
        float(np.degrees(angle) % 180),
        5 * np.log10(r80 / r20),
    )


def _colour(found: Sources, image: np.ndarray, shown: Light, bands: tuple[str, str, str]) -> float:
    if not {"g", "z"} <= set(bands):
        return np.nan
    light = {}
    for band in ("g", "z"):
        averaged = block_average(shown.of(image[..., bands.index(band)]), AVERAGED)
        above = np.sum(averaged[found.galaxy] - np.median(averaged[found.sky]))
        light[band] = shown.unit[band] * above
    if min(light.values()) <= 0:
        return np.nan
    return float(-2.5 * np.log10(light["g"] / light["z"]))


def _foreground(found: Sources) -> float:
    detected = found.light[found.detected].sum()
    return float(1 - found.light[found.galaxy].sum() / detected)
