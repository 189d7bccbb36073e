"""The words of the report's templates on the records of a real, small report."""

from collections.abc import Callable

import pytest
from jinja2 import FileSystemLoader

from analysis.results.report import Report, compute
from report.source import source_of
from report.templates import TEMPLATES, environment
from tests.report.cases import MADE, Case
from tests.support import small
from tests.support.altered import altered
from tests.support.branches import Watched


@pytest.fixture(scope="session")
def records(small_file, small_report) -> Report:
    """All records of the report of the small set, which it has left in the cache."""
    path, _ = small_file
    report, _ = compute(
        path, galaxy=small.GALAXY, downsample=small.P, progress=lambda message: None
    )
    return report


@pytest.fixture(scope="session")
def templates(repository) -> Watched:
    """The report's templates, watched."""
    found = environment(Watched)
    assert isinstance(found, Watched)
    found.loader = FileSystemLoader(repository / TEMPLATES)
    return found


@pytest.fixture(scope="session")
def say(records, templates) -> Callable[[Case], str]:
    """What a template says, on one line."""

    def said(case: Case) -> str:
        context = {
            "run": altered(records, case.changes),
            "made": MADE,
            "page": MADE,
            "key": "images_spirals",
            "command": "make report",
            "drawn": {"kept": source_of(altered)},
            "questions": ("kept",),
            **case.context,
        }
        kind = "html" if case.template.startswith("explore/") else "md"
        template = templates.get_template(f"{case.template}.{kind}.j2")
        return " ".join(template.render(**context).split())

    return said
