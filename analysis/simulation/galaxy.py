"""What a simulated galaxy is: the properties that the simulator varies."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

THICKNESS = 0.2
"""Axis ratio of a disc seen edge-on (Hubble 1926, ApJ 64, 321)."""

LENGTHS = (
    "bulge_radius",
    "disc_scale_length",
    "disc_edge",
    "bar_length",
    "lens_radius",
    "ring_radius",
    "outer_ring_radius",
    "outer_disc_scale_length",
    "knot_radius",
)
"""The properties of a `Galaxy` that are lengths, all but its place."""


@dataclass(frozen=True)
class Galaxy:
    """Properties of one galaxy. Lengths in arcsec, angles in degrees, colours in magnitudes.

    Angles on the sky run from the column axis towards the row axis of the image array, angles in
    the disc from its major axis. `bulge_fraction` is a fraction of the galaxy's light,
    `bar_fraction` of the disc's, and the fractions of lens, rings and outer disc of the disc's
    without its bar: what they leave is the exponential. All are of the light in r.
    """

    flux: float  # nanomaggies in r
    centre: tuple[float, float]  # along columns and rows, from the middle of the frame
    inclination: float
    position_angle: float

    bulge_fraction: float
    bulge_radius: float  # half-light
    bulge_index: float  # Sersic
    bulge_axis_ratio: float

    disc_scale_length: float
    disc_edge: float  # radius beyond which the disc falls faster

    bar_fraction: float
    bar_length: float  # semi-major axis
    bar_axis_ratio: float
    bar_angle: float

    lens_fraction: float
    lens_radius: float
    ring_fraction: float
    ring_radius: float
    outer_ring_fraction: float
    outer_ring_radius: float
    outer_disc_fraction: float  # faint and far beyond the rest
    outer_disc_scale_length: float

    arm_number: int
    pitch_angle: float
    arm_contrast: float  # excess of an arm's ridge over the smooth disc, in units of that
    arm_phase: float
    arm_wander: float  # standard deviation of an arm's place about its spiral, in radians
    lopsidedness: float  # excess of light on one side of the disc, in units of the mean
    winding: float  # 1 or -1: the way the arms turn
    flocculence: float  # standard deviation of the texture, in the same units
    knot_count: float  # expected number of star-forming knots
    knot_fraction: float  # light of the knots, on top of the rest
    knot_radius: float  # standard deviation of a knot's profile
    dust: float  # optical depth of the lanes in g
    disturbance: float  # displacement of the isophotes, in scale lengths
    tail_fraction: float  # light of tidal tails, on top of the rest
    shell_fraction: float  # light of shells, on top of the rest

    bulge_g_r: float
    bulge_r_z: float
    disc_g_r: float
    disc_r_z: float
    arm_g_r: float
    arm_r_z: float

    @property
    def exponential_fraction(self) -> float:
        """Part of the disc's light, without the bar's, that is in the exponential."""
        others = self.lens_fraction + self.ring_fraction + self.outer_ring_fraction
        return 1 - others - self.outer_disc_fraction

    @property
    def axis_ratio(self) -> float:
        """Apparent axis ratio of the disc, an oblate spheroid of axis ratio `THICKNESS`."""
        return sqrt((1 - THICKNESS**2) * cos(radians(self.inclination)) ** 2 + THICKNESS**2)

    @property
    def ellipticity(self) -> tuple[float, float]:
        """Components e1 and e2 of the disc's ellipticity (1 - q) / (1 + q), q its axis ratio."""
        size = (1 - self.axis_ratio) / (1 + self.axis_ratio)
        twice = 2 * radians(self.position_angle)
        return size * cos(twice), size * sin(twice)
