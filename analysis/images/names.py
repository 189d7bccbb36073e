"""Designations made from positions, as the survey file's names are."""

import numpy as np

RIGHT_ASCENSION = ((8.0, 17.0), (20.5, 27.0))
"""Hours that the survey covers north and south of the Galaxy, 24 to 27 being 0 to 3."""

DECLINATION = (-10.0, 32.0)
"""Degrees that the survey covers."""


def draw_name(rng: np.random.Generator) -> str:
    """Draw a position in the survey's footprint, uniform on the sphere, and name it."""
    (start, end), (resumed, stopped) = RIGHT_ASCENSION
    hours = start + rng.uniform(0, end - start + stopped - resumed)
    if hours > end:
        hours += resumed - end
    low, high = np.sin(np.radians(DECLINATION))
    return designation(hours % 24, float(np.degrees(np.arcsin(rng.uniform(low, high)))))


def designation(right_ascension: float, declination: float) -> str:
    """IAU designation JHHMMSS.ss+DDMMSS.s of a position; digits are cut off, not rounded.

    Parameters
    ----------
    right_ascension : hours, from 0 to 24
    declination : degrees
    """
    centiseconds = int(right_ascension * 360_000)
    minutes, seconds = divmod(centiseconds, 6000)
    decisecs = int(abs(declination) * 36_000)
    arcmin, arcsec = divmod(decisecs, 600)
    return (
        f"J{minutes // 60:02d}{minutes % 60:02d}{seconds // 100:02d}.{seconds % 100:02d}"
        f"{'-' if declination < 0 else '+'}"
        f"{arcmin // 60:02d}{arcmin % 60:02d}{arcsec // 10:02d}.{arcsec % 10}"
    )
