"""Which pixel values become 0 and 255."""

import numpy as np
import pytest

from analysis.images.units import BYTES, FRACTIONS, OWN, absurd, extent, unit

RANGE = np.linspace(0, 255, 3 * 64 * 64).reshape(1, 64, 64, 3)


def of(images):
    return unit(extent(images), images.dtype)


@pytest.mark.parametrize(
    ("images", "rule"),
    [
        (RANGE.astype(np.uint8), BYTES),
        (RANGE.astype(np.int32), BYTES),
        (RANGE.astype(np.uint8) // 100, BYTES),
        (RANGE.astype(np.float32), BYTES),
        (RANGE / 255, FRACTIONS),
        (RANGE / 255 * 0.5, FRACTIONS),
        (RANGE * 257, OWN),
        ((RANGE * 257).astype(np.uint16), OWN),
        (RANGE * 1e-11, OWN),
        (RANGE / 255 - 0.03, OWN),
    ],
)
def test_the_rule_follows_from_type_and_range(images, rule):
    found = of(images)
    assert found.rule == rule
    mapped = found.scale * images.astype(float) + found.offset
    assert np.quantile(mapped, 0.001) == pytest.approx(0, abs=1)
    if rule == OWN:
        assert np.quantile(mapped, 0.999) == pytest.approx(255, abs=1)
    assert np.all(np.diff(mapped.ravel()) >= 0)


@pytest.mark.parametrize("factor", [1.0, 1 / 255])
def test_a_few_pixels_decide_nothing(factor):
    images = RANGE * factor
    before = of(images)
    images[0, 5, 5, 1] = 1.02 * images.max()
    assert of(images).rule == before.rule != OWN


def test_a_bright_star_is_no_absurd_pixel():
    images = np.repeat(RANGE, 3, axis=0)
    images[1] *= 50
    assert not absurd(extent(images)).any()
    images[2, 0, 0, 0] = 1e9
    assert absurd(extent(images)).tolist() == [False, False, True]
