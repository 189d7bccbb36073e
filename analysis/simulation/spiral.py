"""Logarithmic spiral arms and the flocculent texture between them.

An arm of pitch angle p follows R = R0 exp(θ tan p) (Binney & Tremaine 2008, Galactic Dynamics,
section 6.1.3), so a pattern is a function of the winding phase θ - ln(R) / tan p.
"""

from math import radians, tan

import numpy as np
from scipy.special import i0e

SHARPNESS = 2.0
"""Concentration of the von Mises profile across an arm."""


def winding_phase(log_radius, angle, pitch: float):
    """Phase that is constant along a logarithmic spiral.

    Parameters
    ----------
    log_radius, angle : ndarray
        Natural logarithm of the radius, and azimuth in radians, both in the plane of the disc.
    pitch : float
        Pitch angle in degrees; negative winds the other way.
    """
    return angle - log_radius / tan(radians(pitch))


def arms(phase: np.ndarray, number: int) -> np.ndarray:
    """Arm pattern: 1 on the ridges of the arms, mean 0 over all phases."""
    mean = float(i0e(SHARPNESS))
    return (np.exp(SHARPNESS * (np.cos(number * phase) - 1)) - mean) / (1 - mean)


def texture(
    log_radius: np.ndarray, angle: np.ndarray, pitch: float, rng: np.random.Generator
) -> np.ndarray:
    """Short, sheared arms at random, of unit variance: the sum of many-armed spiral waves."""
    waves = 8
    numbers = rng.integers(3, 14, waves).tolist()
    pitches = (pitch * rng.uniform(0.7, 2.0, waves)).tolist()
    phases = rng.uniform(0, 2 * np.pi, waves).tolist()
    total = np.zeros_like(angle)
    for number, wave_pitch, phase in zip(numbers, pitches, phases, strict=True):
        total += np.cos(number * winding_phase(log_radius, angle, wave_pitch) + phase)
    return total * (2 / waves) ** 0.5
