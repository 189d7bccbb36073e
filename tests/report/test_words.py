"""Different results give different sentences, and every branch of every template is tried."""

import pytest

from analysis.meaning.associations import Association
from analysis.results.interpretation import _component
from tests.report.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.template)
def test_words_are_those_of_the_records(say, case):
    said = say(case)
    for claim in case.says:
        assert claim in said
    for claim in case.omits:
        assert claim not in said


def test_every_branch_of_every_template_is_taken(say, templates):
    names = [name.split(".")[0] for name in templates.list_templates()]
    shown_in_full_reports_alone = {"figures/seeds", "figures/sweep"}
    spoken_with_a_component = {"interpretation/follows"}
    for name in {*names} - shown_in_full_reports_alone - spoken_with_a_component:
        say(Case(name))
    for case in CASES:
        say(case)
    assert {branch[0] for branch in templates.known} <= {*templates.list_templates()}
    assert sorted(templates.missed()) == []


def test_components_are_sorted_by_strength():
    rho = {"a": (0.1, 0.0), "b": (-0.9, 0.0), "c": (0.6, 0.0), "d": (0.3, 0.0), "e": (0.9, 0.5)}
    parts = _component(
        "latent 2",
        tuple(
            Association("latent 2", name, value, value - 0.05, value + 0.05, p)
            for name, (value, p) in rho.items()
        ),
    )
    assert [item.property for item in parts.strong] == ["b", "c"]
    assert [item.property for item in parts.moderate] == ["d"]
    assert [item.property for item in parts.weak] == ["a"]
    assert [item.property for item in parts.significant] == ["b", "c", "d", "a"]
