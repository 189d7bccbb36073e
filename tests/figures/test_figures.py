"""Figures as files, and where their functions are."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis.figures.grid import picture_grid, show_grey, show_signed
from analysis.figures.rendered import EMBEDDED, render, smallest
from analysis.figures.style import DIVERGING_MAP, GREY_MAP, style
from report.source import source_of


def embedded(graphic):
    """The pictures in an SVG file, as arrays of shape (rows, columns, 3)."""
    files = [BytesIO(b64decode(found)) for found in EMBEDDED.findall(graphic)]
    return [np.asarray(Image.open(file).convert("RGB")) for file in files]


@style()
def two_pictures(grey, signed):
    figure, axes = picture_grid(1, 2)
    show_grey(axes[0, 0], grey, white=255)
    show_signed(axes[0, 1], signed, reach=1)
    return figure


def test_pictures_are_in_the_file_pixel_for_pixel():
    generator = np.random.default_rng(1)
    grey = generator.integers(0, 256, (40, 40)).astype(float)
    signed = generator.uniform(-1, 1, (24, 24))
    first, second = embedded(render(two_pictures, grey, signed).content)
    for picture, values, name in (
        (first, grey / 255, GREY_MAP),
        (second, (signed + 1) / 2, DIVERGING_MAP),
    ):
        colours = matplotlib.colormaps[name](values, bytes=True)[..., :3]
        np.testing.assert_array_equal(picture, colours)


def test_no_picture_is_smoothed():
    graphic = render(two_pictures, np.eye(8), np.eye(8)).content.decode()
    styles = re.findall(r"<image[^>]*style=\"([^\"]*)\"", graphic)
    assert len(styles) == 2
    assert all("pixelated" in style for style in styles)


def test_equal_figures_are_equal_bytes():
    first, second = (render(two_pictures, np.eye(8), np.eye(8)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("colours", "mode"), [(1, "L"), (200, "P"), (3000, "RGB")])
def test_a_picture_loses_nothing_and_takes_no_more_than_it_needs(colours, mode):
    generator = np.random.default_rng(2)
    palette = generator.integers(0, 256, (colours, 3), np.uint8)
    if mode == "L":
        palette = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    pixels = palette[generator.integers(0, len(palette), (60, 60))]
    picture = smallest(Image.fromarray(pixels))
    assert picture.mode == mode
    np.testing.assert_array_equal(np.asarray(picture.convert("RGB")), pixels)


def test_pictures_side_by_side_are_equally_large():
    _, axes = picture_grid(2, 3)
    sizes = [axis.get_position().size * axis.figure.get_size_inches() for axis in axes.flat]
    np.testing.assert_allclose(sizes, np.full((6, 2), sizes[0][0]))


def test_the_source_of_a_decorated_function():
    source = source_of(two_pictures)
    assert source.short == "test_figures.two_pictures"
    assert source.text.startswith("@style()\ndef two_pictures(grey, signed):")
    lines = Path(__file__).read_text().splitlines()
    assert lines[source.first - 1 : source.last] == source.text.splitlines()


def test_curves_hold_no_pixels():
    def curve() -> Figure:
        figure = Figure()
        figure.subplots().plot([1, 4, 9])
        return figure

    assert embedded(render(curve).content) == []
