"""Formulas of the page are painted whole, on computers without any font for mathematics too."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

SCALE = 3  # pixels of the picture to one of the page
DARK = 128
FONT = "STIX Two Math"
# The width of what is in an element, as a share of the element's own.
WITHIN = """element => {
  const boxes = [...element.children].map((child) => child.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  return (right - left) / element.getBoundingClientRect().width;
}"""
NOT_AS_MATHEMATICS = "msqrt, mfrac { display: inline-block }"


@pytest.fixture(scope="module")
def formulas(browser, small_report):
    """The page in black on white, enlarged."""
    folder, _ = small_report
    page = browser.new_page(device_scale_factor=SCALE, color_scheme="light")
    page.goto((folder / "report.html").as_uri())
    page.evaluate("document.fonts.ready")
    yield page
    page.close()


def test_formulas_are_set_in_the_embedded_font(formulas):
    session = formulas.context.new_cdp_session(formulas)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    letters = {"nodeId": root, "selector": "math :is(mi, mn)"}
    found = session.send("DOM.querySelectorAll", letters)["nodeIds"]
    assert len(found) > 100
    for node in found:
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert {(font["familyName"], font["isCustomFont"]) for font in used} == {(FONT, True)}


def test_roots_fractions_and_brackets_are_painted(formulas):
    assert formulas.locator("msqrt").count() > 5
    assert formulas.locator("mfrac").count() > 5
    assert unpainted(formulas) == []


def test_what_is_not_painted_is_noticed(formulas):
    style = formulas.add_style_tag(content=NOT_AS_MATHEMATICS)
    assert {name for name, _ in unpainted(formulas, most=2)} == {"msqrt", "mfrac"}
    style.evaluate("style => style.remove()")


def unpainted(page, most=None):
    """Roots without a bar over what is under them, fractions without one, and short brackets.

    Of all of each kind, or of the first few.
    """
    rules = {
        "msqrt": lambda ink, within: ink[: len(ink) // 3].mean(axis=1).max() > 0.8 * within,
        "mfrac": lambda ink, within: ink.mean(axis=1).max() > 0.7,
        "mo[stretchy=true]": lambda ink, within: ink.any(axis=1).mean() > 0.8,
    }
    return [
        (name, place)
        for name, painted in rules.items()
        for place, element in enumerate(page.locator(f"main {name}").all()[:most])
        if not painted(dark(element), element.evaluate(WITHIN))
    ]


def dark(element):
    """Where an element's picture is dark, an array of shape (rows, columns)."""
    element.scroll_into_view_if_needed()
    return np.asarray(Image.open(BytesIO(element.screenshot())).convert("L")) < DARK
