"""The PDF says of itself that it is PDF/UA-1, which Typst checks, and holds what readers need."""

from collections import defaultdict

import pikepdf
import pytest


@pytest.fixture(scope="module")
def document(small_report):
    folder, _ = small_report
    with pikepdf.open(folder / "report.pdf") as found:
        yield found


@pytest.fixture(scope="module")
def elements(document):
    """The elements of the structure tree by kind, in the order of reading."""
    found = defaultdict(list)

    def visit(node):
        children = node.get("/K", [])
        if "/S" in node:
            found[str(node["/S"])].append(node)
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary):
                visit(child)

    visit(document.Root.StructTreeRoot)
    return found


def text(item):
    return str(item) if item is not None else ""


def test_the_document_names_its_standard_language_and_title(document):
    assert document.open_metadata()["pdfuaid:part"] == "1"
    assert document.Root.MarkInfo.Marked
    assert text(document.Root.Lang).startswith("en")
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert text(document.docinfo["/Title"]) == "Low-rank views of spiral galaxies"


def test_headings_make_a_tree(elements):
    assert len(elements["/H1"]) >= 11  # five tasks, six appendices
    assert len(elements["/H2"]) >= 8


@pytest.mark.parametrize("kind", ["/Figure", "/Formula"])
def test_what_is_no_text_has_words(elements, kind):
    assert len(elements[kind]) > 20
    assert all(text(item.get("/Alt")).strip() for item in elements[kind])


def test_formulas_are_read_as_they_were_written(elements):
    said = {text(item.Alt).strip() for item in elements["/Formula"]}
    assert any(r"\sqrt" in one for one in said)
    assert any(r"\sum_" in one for one in said)


def test_tables_have_headings(elements):
    assert len(elements["/Table"]) > 10
    assert len(elements["/THead"]) == len(elements["/Table"])
    assert len(elements["/TH"]) >= 2 * len(elements["/Table"])
