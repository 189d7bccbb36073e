"""The disc: exponential, lens, bar, rings and spiral arms, old stars and young, and the knots."""

from collections.abc import Callable
from dataclasses import dataclass
from math import radians

import numpy as np
import scipy

from analysis.simulation.galaxy import Galaxy
from analysis.simulation.plane import LONG_WAVES, Plane, arms, texture, winding_phase
from analysis.simulation.profiles import bar, exponential, lens, ring

Share = Callable[[np.ndarray], np.ndarray]

YOUNG_IN_RINGS = 0.5
"""Part of a ring's light that is of the colour of the arms."""

LOOSE = 40.0
"""Pitch angle in degrees of the waves that bend and break arms: looser than any of these."""


@dataclass(frozen=True)
class Disc:
    """Light of the old and of the young stars, in units of the disc's light, and the dust.

    Attributes
    ----------
    old, young : arrays of shape (count, count), light per pixel; they sum to 1 together
    dust : array of shape (count, count), column of dust, 1 on the ridge of a lane
    """

    old: np.ndarray
    young: np.ndarray
    dust: np.ndarray


def disc(galaxy: Galaxy, plane: Plane, rng: np.random.Generator) -> Disc:
    """Render the disc of a galaxy.

    Parameters
    ----------
    galaxy : its properties
    plane : the pixels in its plane
    rng : draws the texture
    """
    ringed, even = rings(galaxy, plane.radius, unit), smooth(galaxy, plane.radius, unit)
    pattern, dust = _pattern(galaxy, plane, rng)
    bright, dark = np.maximum(pattern, 0), np.maximum(1 + np.minimum(pattern, 0), 0)
    old = (even + (1 - YOUNG_IN_RINGS) * ringed) * dark
    young = even * bright + YOUNG_IN_RINGS * ringed * (dark + bright)
    old, young = (1 - galaxy.bar_fraction) * np.stack([old, young]) / (old.sum() + young.sum())
    return Disc(old + galaxy.bar_fraction * _bar(galaxy, plane), young, dust)


def rings(galaxy: Galaxy, radius: np.ndarray, share: Share) -> np.ndarray:
    """Light of the inner and the outer ring, in units of the disc's without its bar.

    Parameters
    ----------
    galaxy : its properties
    radius : array of any shape, arcsec in the plane of the disc
    share : what makes light of sum 1 of a profile at these radii
    """
    light = np.zeros_like(radius)
    for fraction, centre, width in (
        (galaxy.ring_fraction, galaxy.ring_radius, 0.16),
        (galaxy.outer_ring_fraction, galaxy.outer_ring_radius, 0.14),
    ):
        if fraction > 0:
            light += fraction * share(ring(radius, centre, width * centre))
    return light


def smooth(galaxy: Galaxy, radius: np.ndarray, share: Share) -> np.ndarray:
    """Light of lens, exponential and outer disc; the arguments are those of `rings`.

    The outer disc makes a profile one of "type III" (Erwin et al. 2005, ApJ 626, L81).
    """
    scale = galaxy.disc_scale_length
    light = galaxy.exponential_fraction * share(exponential(radius, scale, galaxy.disc_edge))
    if galaxy.lens_fraction > 0:
        light += galaxy.lens_fraction * share(lens(radius, galaxy.lens_radius))
    if galaxy.outer_disc_fraction > 0:
        outer = np.exp(-radius / galaxy.outer_disc_scale_length)
        light += galaxy.outer_disc_fraction * share(outer)
    return light


def unit(light: np.ndarray) -> np.ndarray:
    """The same light, of sum 1."""
    return light / light.sum()


def _bar(galaxy: Galaxy, plane: Plane) -> np.ndarray:
    turned = plane.angle - radians(galaxy.bar_angle)
    along, across = plane.radius * np.cos(turned), plane.radius * np.sin(turned)
    return unit(bar(along, across, galaxy.bar_length, galaxy.bar_axis_ratio))


def _pattern(
    galaxy: Galaxy, plane: Plane, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Relative excess of light over the smooth disc, and the column of dust beside it."""
    log_radius = np.log(
        np.maximum(plane.radius, 0.05 * galaxy.disc_scale_length) / galaxy.disc_scale_length
    )
    pitch = galaxy.winding * galaxy.pitch_angle
    bends, breaks = (texture(log_radius, plane.angle, LOOSE, rng, LONG_WAVES) for _ in range(2))
    phase = winding_phase(log_radius, plane.angle, pitch) - radians(galaxy.arm_phase)
    phase += galaxy.arm_wander * bends
    start = 0.9 * galaxy.ring_radius
    reach = scipy.special.expit((plane.radius - start) / (0.15 * start))
    grain = texture(log_radius, plane.angle, pitch, rng)
    waves = galaxy.arm_contrast * arms(phase, galaxy.arm_number)
    waves *= np.maximum(1 + galaxy.arm_wander * breaks, 0)
    side = galaxy.lopsidedness * np.cos(plane.angle - rng.uniform(0, 2 * np.pi))
    pattern = reach * (waves + side) + galaxy.flocculence * grain * scipy.special.expit(
        log_radius * 3 + 2
    )
    # Dust lanes lie on the inner edge of the arms, where the gas is compressed.
    lane = np.maximum(arms(phase - galaxy.winding * 0.5 / galaxy.arm_number, galaxy.arm_number), 0)
    return pattern, reach * lane + 0.3 * np.maximum(grain, 0)


def knots(galaxy: Galaxy, young: np.ndarray, pixel: float, rng: np.random.Generator) -> np.ndarray:
    """Star-forming knots.

    Parameters
    ----------
    galaxy : its `knot_count` is the number expected
    young : array of shape (count, count), light of the young stars: a knot is as likely in a pixel
        as that pixel is bright
    pixel : side of a pixel in arcsec
    rng : draws number, places and luminosities (a power law of index -1.7: Kennicutt et al. 1989,
        ApJ 337, 761).

    Returns
    -------
    array of shape (count, count), sum 1, or 0 where there is no knot
    """
    light = np.zeros(young.size, dtype=np.float32)
    number = rng.poisson(galaxy.knot_count)
    if number == 0 or not young.any():
        return light.reshape(young.shape)
    cumulative = np.cumsum(young, dtype=np.float64)
    places = np.searchsorted(cumulative, rng.uniform(0, cumulative[-1], number))
    np.add.at(light, places, np.minimum(rng.pareto(0.7, number) + 1, 20))
    return unit(
        scipy.ndimage.gaussian_filter(light.reshape(young.shape), galaxy.knot_radius / pixel)
    )
