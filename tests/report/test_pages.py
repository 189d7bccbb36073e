"""The pages of the finished PDF: full, without holes, and everything near what speaks of it."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest

INCH, MARGINS = 25.4, (27, 24)  # millimetres: above and below the text, as in page.typ
FULL, HOLE = 0.8, 0.18
ANSWERED_BY = 18
WHITE = 250


@dataclass(frozen=True)
class Page:
    """Which rows of the text area have ink, and the words."""

    inked: np.ndarray
    text: str


@pytest.fixture(scope="module")
def pages(small_report):
    folder, _ = small_report
    with pypdfium2.PdfDocument(folder / "report.pdf") as document:
        return [look(page) for page in document]


def look(page: pypdfium2.PdfPage) -> Page:
    grey = page.render(scale=0.5, grayscale=True).to_numpy().squeeze()
    above, below = (round(0.5 * 72 / INCH * margin) for margin in MARGINS)
    return Page((grey[above : len(grey) - below] < WHITE).any(axis=1), words(page))


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().replace("\xa0", " ").split())


def begins(pages: list[Page], heading: str) -> int:
    """The first page, from 1, after the answers' that a heading stands on."""
    return next(k for k, page in enumerate(pages, 1) if k > 1 and f"{heading} ·" in page.text)


def mentioned(pages: list[Page]) -> dict[int, tuple[int | None, int]]:
    """Of each figure the page, from 1, of its first mention in its own part, and its own.

    The answers on the first page and the list of figures in the last appendix name all of them.
    """
    parts = [2, begins(pages, "Appendix A"), begins(pages, "Appendix F"), len(pages) + 1]
    found: dict[int, tuple[int | None, int]] = {}
    for first, end in pairwise(parts):
        said = [(k, m) for k in range(first, end) for m in named(pages[k - 1])]
        own = {int(m[1]): k for k, m in said if m[2]}
        found |= {
            number: (min((k for k, m in said if int(m[1]) == number and not m[2]), default=None), k)
            for number, k in own.items()
        }
    return found


def named(page: Page) -> list[re.Match[str]]:
    """Numbers of figures on a page, with a colon where it is their own."""
    return [*re.finditer(r"\bFigure (\d+)(:?)", page.text)]


def test_the_worksheet_is_answered_in_eighteen_pages(pages):
    appendices = begins(pages, "Appendix A")
    assert next(k for k, page in enumerate(pages, 1) if "References" in page.text) <= ANSWERED_BY
    assert len(pages) - appendices < ANSWERED_BY


def test_the_answers_fit_on_the_first_page(pages):
    assert "What do the latents represent" in pages[0].text
    assert "Asked" not in pages[1].text[:200]


def test_pages_are_full_to_the_bottom(pages):
    ends = [np.flatnonzero(page.inked)[-1] / len(page.inked) for page in pages[:-1]]
    assert {k: round(end, 2) for k, end in enumerate(ends, 1) if end < FULL} == {}


def test_no_page_has_a_hole(pages):
    gaps = [np.diff(np.flatnonzero(page.inked), prepend=-1).max() for page in pages]
    holes = {
        k: gap
        for k, (gap, page) in enumerate(zip(gaps, pages, strict=True), 1)
        if gap > HOLE * len(page.inked)
    }
    assert holes == {}


def test_a_figure_is_near_what_speaks_of_it(pages):
    """The overview below the answers speaks for itself."""
    known = mentioned(pages)
    known.pop(1)
    assert len(known) > 8
    assert {k for k, (said, _) in known.items() if said is None} == set()
    far = {k: (said, own) for k, (said, own) in known.items() if said and own - said not in (0, 1)}
    assert far == {}


def test_no_page_ends_with_the_sentence_that_leads_to_a_formula(pages):
    for page in pages:
        last = page.text.rsplit(" / ", 1)[0].rsplit(" ", 1)[0]
        assert not last.endswith(("in the Frobenius norm,", "a galaxy of the set is", "minimise"))
