import numpy as np
import pytest

from analysis.morphology.arms import spiral_power

SIDE = 128
ROWS, COLUMNS = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2
RADIUS, ANGLE = np.hypot(ROWS, COLUMNS), np.arctan2(-ROWS, COLUMNS)


def disc(contrast=0.0):
    return 15 + 200 * np.exp(-RADIUS / 14) * (1 + contrast)


def arms(number, pitch, contrast=0.4):
    """A disc with logarithmic arms of a pitch in degrees; negative ones wind the other way."""
    return disc(
        contrast
        * np.cos(number * ANGLE - number / np.tan(np.radians(pitch)) * np.log(RADIUS + 1e-9))
    )


def ellipse(ratio, angle):
    across = COLUMNS * np.sin(angle) + ROWS * np.cos(angle)
    along = COLUMNS * np.cos(angle) - ROWS * np.sin(angle)
    return 15 + 200 * np.exp(-np.hypot(along, across / ratio) / 14)


@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("pitch", [12, 20, 30, -15, -25])
def test_logarithmic_spirals_hold_most_of_their_power(number, pitch):
    assert spiral_power(arms(number, pitch)) > 0.6


@pytest.mark.parametrize(
    "image",
    [
        disc(),
        disc(0.4 * np.cos(2 * ANGLE)),  # a bar
        disc(0.4 * np.cos(ANGLE)),  # lopsided
        disc(np.exp(-(((RADIUS - 25) / 4) ** 2))),  # a ring
        arms(2, 20) / 2 + arms(2, -20) / 2,  # as many of each hand
        *(ellipse(ratio, angle) for ratio in (0.9, 0.6, 0.3) for angle in (0, 0.5, 1.2)),
    ],
)
def test_what_does_not_wind_has_none(image):
    assert spiral_power(image) < 0.03


def test_noise_has_hardly_any():
    rng = np.random.default_rng(0)
    assert max(spiral_power(disc() + rng.normal(0, 3, (SIDE, SIDE))) for _ in range(20)) < 0.1


def test_turning_and_mirroring_change_nothing():
    image = arms(2, 18)
    for other in (np.rot90(image), image[:, ::-1], np.rot90(image[::-1], 3)):
        assert spiral_power(other) == pytest.approx(spiral_power(image), rel=0.02)


def test_clearer_arms_count_for_more():
    bar = 0.3 * np.cos(2 * ANGLE)
    powers = [
        spiral_power(arms(2, 20, contrast) + disc(bar) - disc()) for contrast in (0.1, 0.2, 0.4)
    ]
    assert powers == sorted(powers)
    assert powers[0] < 0.5 * powers[2]
