"""The report's parts are in order, and links say which part they lead to."""

import re

import pytest

from report.render.notebook import INCLUDE

HEADING = re.compile(r"^(#+) (.+?) \{#([\w-]+)[^}]*\}$", re.MULTILINE)
LINK = re.compile(r"\[((?:Task|Appendix) \w)\]\(#(sec-[\w-]+)\)")


@pytest.fixture
def parts(repository):
    """The report's chapters, one after the other, as text."""
    folder = repository / "report"
    names = INCLUDE.findall((folder / "report.qmd").read_text(encoding="utf-8"))
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def test_tasks_and_appendices_are_in_order(parts):
    named = [title.split(" · ")[0] for level, title, _ in HEADING.findall(parts) if level == "#"]
    tasks = [f"Task {number}" for number in range(1, 6)]
    assert named == tasks + [f"Appendix {letter}" for letter in "ABCDEF"]


def test_links_name_the_part_that_they_lead_to(parts, repository):
    chapter, belongs = "", {}
    for level, title, identifier in HEADING.findall(parts):
        chapter = title.split(" · ")[0] if level == "#" else chapter
        belongs[identifier] = chapter
    templates = [path.read_text("utf-8") for path in (repository / "templates").rglob("*.j2")]
    links = LINK.findall("\n".join((parts, *templates)))
    assert len(links) > 10
    assert {
        (name, identifier) for name, identifier in links if belongs[identifier] != name
    } == set()
