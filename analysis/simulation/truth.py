"""The truth about a simulated galaxy, in the units in which pictures are measured."""

from dataclasses import asdict

import numpy as np

from analysis.images.stretch import BANDS, stretch
from analysis.simulation.camera import Grid, magnitude
from analysis.simulation.exposure import Exposure
from analysis.simulation.galaxy import LENGTHS, Galaxy
from analysis.simulation.resample import noise_correlation, to_frame

UNITS = {
    **dict.fromkeys((*LENGTHS, "half_light_radius", "seeing", "column", "row"), "pixel"),
    **dict.fromkeys(("inclination", "position_angle", "bar_angle"), "deg"),
    **dict.fromkeys(("pitch_angle", "arm_phase"), "deg"),
    "arm_wander": "rad",
    **dict.fromkeys(("bulge_g_r", "bulge_r_z", "disc_g_r", "disc_r_z"), "mag"),
    **dict.fromkeys(("arm_g_r", "arm_r_z", "magnitude_r"), "mag"),
    **{f"galaxy_flux_{band}": "nanomaggy" for band in BANDS},
    **{f"stars_flux_{band}": "nanomaggy" for band in BANDS},
    **{f"neighbours_flux_{band}": "nanomaggy" for band in BANDS},
    **{f"noise_sigma_{band}": "nanomaggy per coadd pixel" for band in BANDS},
    **{f"background_{band}": "nanomaggy per square arcsec" for band in BANDS},
    "brightness": "nanomaggy per square arcsec",
    "noise_sigma": "grey level",
    "pixel_scale": "arcsec per pixel",
}
"""Unit of every quantity in the truth that has one."""

ANNULUS = 0.1
"""Width of the annuli of the curve of growth, in coadd pixels."""


def truth_of(exposure: Exposure) -> dict[str, float]:
    """Tell everything that is known of one galaxy.

    Parameters
    ----------
    exposure : the galaxy in its layers

    Returns
    -------
    numbers by name: the properties of the `Galaxy` (its `LENGTHS` in frame pixels); its apparent
        `axis_ratio`, `e1` and `e2`; of its light in the frame, without noise and after the seeing,
        the fluxes, the `brightness` (mean surface brightness of the frame in r), the
        `half_light_radius` and the `concentration` 5 log(r80 / r20) in r; the fluxes of stars and
        neighbours in the frame and their `foreground_fraction` of all light in r; the `seeing`, and
        the noise of a coadd pixel in each band, of the greyscale picture's sky (`noise_sigma`), and
        its correlation between adjacent pixels before the stretch
    """
    galaxy, grid, conditions = exposure.galaxy, exposure.grid, exposure.conditions
    r20, r50, r80 = radii_of_light(exposure.galaxy_light[1], grid, galaxy.centre, (0.2, 0.5, 0.8))
    light = {
        "galaxy": grid.frame_flux(exposure.galaxy_light),
        "stars": grid.frame_flux(exposure.stars),
        "neighbours": grid.frame_flux(exposure.neighbours),
    }
    in_r = {layer: flux[1] for layer, flux in light.items()}
    return {
        **_properties(galaxy, grid),
        "pixel_scale": grid.frame_pixel,
        "seeing": conditions.seeing / grid.frame_pixel,
        "brightness": in_r["galaxy"] / grid.field**2,
        "magnitude_r": magnitude(in_r["galaxy"]),
        "half_light_radius": r50 / grid.frame_pixel,
        "concentration": 5 * np.log10(r80 / r20),
        "foreground_fraction": 1 - in_r["galaxy"] / sum(in_r.values()),
        "noise_sigma": _grey_sigma(exposure),
        "noise_correlation": noise_correlation(exposure.resampling, lag=1),
        **_by_band({f"{layer}_flux": flux for layer, flux in light.items()}),
        **_by_band({"noise_sigma": conditions.noise_sigma, "background": conditions.background}),
    }


def _properties(galaxy: Galaxy, grid: Grid) -> dict[str, float]:
    """What the galaxy was drawn with, in frame pixels, and how elongated it appears."""
    properties = asdict(galaxy)
    del properties["flux"]
    middle = (grid.side - 1) / 2
    column, row = properties.pop("centre")
    e1, e2 = galaxy.ellipticity
    return {
        **properties,
        **{name: properties[name] / grid.frame_pixel for name in LENGTHS},
        "column": middle + column / grid.frame_pixel,
        "row": middle + row / grid.frame_pixel,
        "axis_ratio": galaxy.axis_ratio,
        "e1": e1,
        "e2": e2,
    }


def _by_band(quantities: dict[str, np.ndarray]) -> dict[str, float]:
    """A number a band, of quantities that are arrays of shape (3,)."""
    return {
        f"{quantity}_{band}": value
        for quantity, values in quantities.items()
        for band, value in zip(BANDS, values, strict=True)
    }


def _grey_sigma(exposure: Exposure) -> float:
    """Standard deviation of the greyscale picture where it shows nothing but the sky."""
    corner = exposure.resampling[: exposure.grid.side // 4]
    return float(stretch(to_frame(exposure.sky, corner)).mean(axis=-1).std())


def radii_of_light(
    light: np.ndarray, grid: Grid, centre: tuple[float, float], fractions: tuple[float, ...]
) -> np.ndarray:
    """Radii of the circles that hold given fractions of the light in the frame.

    Parameters
    ----------
    light : array of shape (count, count), surface brightness in one band
    grid : its pixels
    centre : along columns and rows, in arcsec from the middle of the frame
    fractions : from 0 to 1

    Returns
    -------
    array of shape (fractions,), arcsec
    """
    distance = np.hypot(grid.axis[None, :] - centre[0], grid.axis[:, None] - centre[1])
    annulus = (distance / (ANNULUS * grid.pixel)).astype(int)
    weight = light * np.outer(grid.inside, grid.inside)
    growth = np.cumsum(np.bincount(annulus.ravel(), weight.ravel()))
    edges = ANNULUS * grid.pixel * np.arange(1, growth.size + 1)
    return np.interp(fractions, growth / growth[-1], edges)
