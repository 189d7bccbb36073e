"""Figures as the report shows them: in print, on a phone, and honest."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import figures
from analysis.figures.style import CURVE_WIDTH, WIDTH, style
from analysis.results.autoencoder import AutoencoderResult
from report.cells import TEXT_WIDTH, share_of_text
from report.render.notebook import read
from tests.report.cases import dimension, swept
from tests.support.altered import altered

CENTIMETRES, SMALLEST_PANEL = 2.54, 3.0
PIXELS, SMALLEST_LABEL = 96, 11  # pixels of CSS in an inch, and high
POINTS = 72
FEW = 3  # points that no line may join


@pytest.fixture(scope="module")
def drawn(repository, records) -> dict[str, Figure]:
    """Every figure of the report, also of a full one, by its name."""
    dimensions = (dimension(2**k, 0.9, 0.01 / 2**k, 0.01 / 3**k, 0.01 / 2.5**k) for k in range(8))
    full = altered(records, swept(4, 128, 30.2, *dimensions))
    found: dict[str, Figure] = {}

    def show(name: str, draw: Any, *results: Any) -> None:
        found[name] = draw(*results)

    known = {"figures": figures, "run": full, "show": show}
    for cell in read(repository / "report" / "report.qmd", {}).cells:
        if cell.cell_type == "code":
            for call in re.findall(r"^show\((?:.*\)$|\n(?:.*\n)*?\)$)", cell.source, re.MULTILINE):
                exec(call, known)
    with style():
        for figure in found.values():
            figure.draw_without_rendering()
    return found


def pictures(figure: Figure) -> Iterator[Axes]:
    """Panels that show an image, not a table in colours."""
    for axis in figure.axes:
        if axis.images and axis.get_aspect() == 1:
            yield axis


def test_they_are_all_here(drawn, repository):
    templates = (repository / "templates" / "figures").glob("*.md.j2")
    assert sorted(drawn) == sorted(path.name.split(".")[0] for path in templates)


def test_no_picture_is_under_three_centimetres_in_print(drawn):
    sides: dict[str, list[float]] = {}
    for name, figure in drawn.items():
        width = CENTIMETRES * TEXT_WIDTH * share_of_text(figure.get_figwidth()) / 100
        for axis in pictures(figure):
            sides.setdefault(name, []).append(axis.get_position().width * width)
    assert len(sides) > 12
    assert {name: min(found) for name, found in sides.items() if min(found) < SMALLEST_PANEL} == {}


def test_all_pictures_of_a_figure_in_grey_have_one_scale(drawn):
    for name, figure in drawn.items():
        scales = {
            image.get_clim()
            for axis in pictures(figure)
            for image in axis.images
            if np.asarray(image.get_array()).ndim == 2 and image.get_cmap().name == "gray"
        }
        assert len(scales) <= 1, name


def test_no_label_is_under_eleven_pixels_on_a_phone(drawn):
    """Where figures are as large as in print, which the page's test asserts."""
    sizes = {
        (name, text.get_text()): text.get_fontsize() * PIXELS / POINTS
        for name, figure in drawn.items()
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip()
    }
    assert {label: size for label, size in sizes.items() if size < SMALLEST_LABEL} == {}
    assert [label for label in sizes if "$" in label[1]] == []  # exponents are smaller


def test_figures_are_as_wide_as_a_phone_or_as_the_text(drawn):
    for name, figure in drawn.items():
        width = figure.get_figwidth()
        if not [*pictures(figure)]:
            assert width in (CURVE_WIDTH, WIDTH), name
        assert width <= WIDTH + 1e-9, name


def test_no_line_joins_a_few_points(drawn):
    joined = {}
    for name, figure in drawn.items():
        for axis in set(figure.axes) - set(pictures(figure)):
            for line in axis.lines:
                x, y = line.get_data()
                straight = len(set(map(float, x))) == 1 or len(set(map(float, y))) == 1
                if line.get_linestyle() != "None" and not straight and len(x) <= FEW:
                    joined[name, str(line.get_label())] = len(x)
    assert joined == {}


def test_what_stands_beside_curves_is_not_over_one_another(drawn):
    for name, figure in drawn.items():
        for axis in figure.axes:
            boxes = [Text.get_window_extent(text) for text in axis.texts if text.get_visible()]
            for index, box in enumerate(boxes):
                for other in boxes[index + 1 :]:
                    assert not _overlap(box, other), (
                        name,
                        [each.get_text() for each in axis.texts],
                    )


def _overlap(one: Any, other: Any) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > 1 and up > 2)


def test_residuals_are_magnified_by_the_factor_that_is_said(records):
    result: AutoencoderResult = records.autoencoder
    figure = figures.autoencoder.gallery(result.galleries[0])
    axes = np.array(figure.axes).reshape(len(result.galleries[0].galaxies), -1)
    (times,) = {int(axis.get_title().split()[2]) for axis in axes[0] if "error" in axis.get_title()}
    _, white = axes[0, 0].images[0].get_clim()
    low, high = axes[0, 2].images[0].get_clim()
    assert times >= 1
    assert (high - low) * times == pytest.approx(white)
    np.testing.assert_allclose(
        axes[1, 2].images[0].get_array(),
        result.galleries[0].original[1] - result.galleries[0].autoencoder[1],
    )
