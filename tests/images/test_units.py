"""Which pixel values become 0 and 255."""

import numpy as np
import pytest

from analysis.images.units import BYTES, FRACTIONS, OWN, absurd, extent, too_narrow, unit

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
        (RANGE / 10 + 1000, OWN),
        ((RANGE * 10 + 1000).astype(np.int16), OWN),
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


def test_one_hot_pixel_is_named_in_whole_numbers_too():
    images = (RANGE * 10).astype(np.uint16)
    before = of(images)
    images[0, 5, 5, 1] = 65535
    assert of(images).scale == pytest.approx(before.scale, rel=1e-3)
    images = images // 100
    images[0, 5, 5, 1] = 65535
    assert absurd(extent(images)).all()


@pytest.mark.parametrize(
    ("images", "narrow"),
    [
        (RANGE * 1e-310, True),  # below the smallest normal number
        ((RANGE * 1e-3 + 1e6).astype(np.float32), True),
        (RANGE * 1e-3 + 1e6, False),
        (np.where(RANGE < 254.99, 9.0, 300.0), True),  # all but one pixel the same
        ((RANGE > 200).astype(np.uint8), False),
        (RANGE * 1e-30, False),
    ],
)
def test_a_range_has_to_hold_255_values_that_can_be_told_apart(images, narrow):
    assert too_narrow(extent(images), images.dtype) is narrow
    if not narrow:
        assert np.isfinite([of(images).scale, of(images).offset]).all()
