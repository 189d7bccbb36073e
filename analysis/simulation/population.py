"""The population: how the properties of the simulated galaxies are distributed.

The numbers were chosen so that pictures, brightness, colours and profiles resemble those of the
galaxies of Galaxy Zoo DECaLS that fill their frames: ringed, barred and lens galaxies for the most
part, some open spirals, some blue irregulars. A galaxy's place on that sequence, its lateness from
0 to 1, sets what its properties scatter around.
"""

import numpy as np

from analysis.simulation.camera import FRAME, PIXEL
from analysis.simulation.galaxy import Galaxy
from analysis.simulation.size import sized

SURFACE_BRIGHTNESS = 0.68 / PIXEL**2
"""That of a typical lens galaxy within its size, in nanomaggies per square arcsec in r."""


def draw_field(rng: np.random.Generator) -> float:
    """Side of a frame in arcsec, for frame pixels from 0.1 arcsec (the least allowed) to 0.25."""
    return FRAME * PIXEL * float(np.clip(rng.lognormal(np.log(0.54), 0.30), 0.382, 0.96))


def draw_galaxy(field: float, rng: np.random.Generator) -> Galaxy:
    """Draw the galaxy of a frame with a side of `field` arcsec."""
    late = _lateness(rng)
    brighter = _around(1, 0.85, rng)
    radius = _around(0.113 * (1 - 0.13 * late), 0.04, rng) * brighter**-0.05 * field
    cosine = rng.uniform(0.48, 1) if rng.uniform() < 0.95 else rng.uniform(0.1, 0.48)
    column, row = rng.normal(0, 0.1, 2).tolist()
    drawn = Galaxy(
        flux=np.pi * radius**2 * SURFACE_BRIGHTNESS * (1 - 0.5 * late) * brighter,
        centre=(column, row),
        inclination=float(np.degrees(np.arccos(cosine))),
        position_angle=rng.uniform(0, 180),
        bulge_fraction=float(np.clip(_around(0.41 * (1 - late) ** 1.4, 0.15, rng), 0.005, 0.75)),
        bulge_radius=_around(0.09, 0.2, rng),
        bulge_index=float(np.clip(_around(2.2 - 1.2 * late, 0.2, rng), 0.8, 4.5)),
        bulge_axis_ratio=float(np.hypot(0.75, 0.66 * cosine)) - rng.uniform(0, 0.1),
        disc_scale_length=1.0,
        disc_edge=rng.uniform(1.6, 3.1) * (1 - 0.3 * late),
        **_structure(late, rng),
        arm_number=int(rng.choice((2, 3, 4, 1), p=(0.72, 0.14, 0.10, 0.04))),
        **_arms(late, rng),
        **_encounter(late, rng),
        **_colours(late, rng),
    )
    return sized(drawn, radius)


def _lateness(rng: np.random.Generator) -> float:
    kind = rng.choice(3, p=(0.80, 0.07, 0.13))
    return float((rng.beta(2, 6), rng.uniform(0.35, 0.75), rng.uniform(0.75, 1))[kind])


def _around(centre: float, sigma: float, rng: np.random.Generator) -> float:
    """Log-normal draw with the given median and the given standard deviation of its logarithm."""
    return centre * rng.lognormal(0, sigma)


def _structure(late: float, rng: np.random.Generator) -> dict[str, float]:
    """Bar, lens and rings: the bar ends at the inner ring, the outer ring is twice as large.

    Lengths are in scale lengths of the disc.
    """
    bar_length = _around(0.9, 0.25, rng)
    ring_radius = bar_length * rng.uniform(1.05, 1.3)

    def present(chance: float, low: float, high: float) -> float:
        return rng.uniform(low, high) * (rng.uniform() < chance)

    return {
        "bar_fraction": present(0.8, 0.10, 0.33),
        "bar_length": bar_length,
        "bar_axis_ratio": rng.uniform(0.22, 0.40),
        "bar_angle": rng.uniform(0, 180),
        "lens_fraction": present(0.9 * (1 - late), 0.15, 0.45),
        "lens_radius": ring_radius * rng.uniform(0.9, 1.3),
        "ring_fraction": present(0.7 * (1 - late), 0.05, 0.18),
        "ring_radius": ring_radius,
        "outer_ring_fraction": present(0.35 * (1 - late), 0.08, 0.24),
        "outer_ring_radius": ring_radius * rng.uniform(1.8, 2.4),
        "outer_disc_fraction": present(0.25 * (1 - late), 0.04, 0.10),
        "outer_disc_scale_length": rng.uniform(1.6, 2.4),
    }


def _arms(late: float, rng: np.random.Generator) -> dict[str, float]:
    return {
        "pitch_angle": float(np.clip(_around(9 + 15 * late, 0.3, rng), 5, 40)),
        "arm_contrast": _around(0.23 + 0.33 * late, 0.4, rng),
        "arm_phase": rng.uniform(0, 360),
        "arm_wander": _around(0.35, 0.4, rng),
        "lopsidedness": _around(0.006 + 0.6 * late**2, 0.5, rng),
        "winding": int(rng.choice((-1, 1))),
        "flocculence": _around(0.025 + 0.25 * late, 0.4, rng),
        "knot_count": 60 * late**3,
        "knot_fraction": 0.25 * late**3,
        "knot_radius": rng.uniform(0.03, 0.2),
        "dust": _around(0.6, 0.6, rng) * late * (1 - late),
        "disturbance": _around(0.015 + 0.33 * late**3, 0.6, rng),
    }


def _encounter(late: float, rng: np.random.Generator) -> dict[str, float]:
    """Tails of those that are merging, shells of lens galaxies that have merged."""
    merging = rng.uniform() < 0.04 + 0.2 * late**2
    merged = rng.uniform() < 0.06 * (1 - late)
    return {
        "tail_fraction": rng.uniform(0.2, 0.8) * merging,
        "shell_fraction": rng.uniform(0.05, 0.2) * merged,
    }


def _colours(late: float, rng: np.random.Generator) -> dict[str, float]:
    """Red bulges and discs in lens galaxies, blue ones in late types; arms always bluer."""
    disc_g_r = rng.normal(0.90 - 0.44 * late**1.5, 0.045)
    disc_r_z = rng.normal(0.68 - 0.42 * late**1.5, 0.045)
    return {
        "bulge_g_r": rng.normal(0.99 - 0.30 * late**2, 0.08),
        "bulge_r_z": rng.normal(0.72 - 0.23 * late**2, 0.09),
        "disc_g_r": disc_g_r,
        "disc_r_z": disc_r_z,
        "arm_g_r": disc_g_r - 0.2,
        "arm_r_z": disc_r_z - 0.2,
    }
