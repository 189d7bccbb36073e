"""Different results give different sentences, none about the data is fixed, and none contradict.

Every branch of every template is tried.
"""

import re

import pytest
from jinja2 import Environment, FileSystemLoader

from analysis.meaning.associations import Association
from analysis.results.interpretation import _component
from analysis.results.report import Report
from report.source import source_of
from report.templates import TEMPLATES, environment
from tests.report.cases import CASES, MADE, Case, won
from tests.report.contradictions import opposite_verdicts, values_that_differ
from tests.report.fixed_sentences import findings
from tests.support.altered import altered
from tests.support.other_sets import inverted, nearly_noise, report_of
from tests.support.sentences import Marked, undecided, without_marks


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
    spoken_of_a_component = {
        f"interpretation/{name}" for name in ("follows", "turned", "pairs", "turning")
    }
    for name in {*names} - shown_in_full_reports_alone - spoken_of_a_component:
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


def rendered(template: str, run: Report, templates: Environment) -> str:
    """A template's words on some records, a figure's caption and alternative text included."""
    found = templates.get_template(template)
    turns = run.interpretation.turns
    assert turns is not None
    context = {
        "run": run,
        "made": MADE,
        "page": MADE,
        "key": "images_spirals",
        "command": "make report",
        "drawn": {"kept": source_of(altered)},
        "rows": 0,
        "component": run.interpretation.vectors[0],
        "noun": "latent",
        "numbers": "latents",
        "turns": turns,
        "turned": turns.coordinates[0],
        "questions": ("grey",),
    }
    if not found.blocks:
        return found.render(context)
    blocks = found.new_context(context)
    return "\n\n".join("".join(block(blocks)) for block in found.blocks.values())


def told(templates: Environment) -> list[str]:
    """Names of the templates of quick reports, without what readers play with."""
    full_reports_alone = {"figures/seeds.md.j2", "figures/sweep.md.j2"}
    names = {*templates.list_templates(["j2"])}
    return sorted(name for name in names - full_reports_alone if name.endswith(".md.j2"))


@pytest.fixture(scope="module")
def three(records, small_file, tmp_path_factory) -> tuple[Report, ...]:
    """Records of the simulated set, of the same blurred and inverted, and of nearly nothing."""
    folder = tmp_path_factory.mktemp("sets")
    other = report_of(inverted(small_file[1]), folder / "inverted.hdf5", records)
    noise = report_of(nearly_noise(), folder / "noise.hdf5", records)
    return (
        records,
        altered(other, won(1.4, 0.001, 3)),
        altered(noise, won(0.98, 0.4, 17)),
    )


@pytest.fixture(scope="module")
def marked(repository) -> Environment:
    """The report's templates, with marks around what records decide."""
    found = environment(Marked)
    found.loader = FileSystemLoader(repository / TEMPLATES)
    return found


def test_no_sentence_about_the_data_stands_in_every_report(three, marked):
    fixed = {
        name: set.intersection(*({*undecided(rendered(name, run, marked))} for run in three))
        for name in told(marked)
    }
    assert {name: found for name, each in fixed.items() if (found := [*findings(each)])} == {}


def test_no_sentence_about_the_data_stands_in_the_document(repository):
    parts = {
        path.name: {*undecided(path.read_text("utf-8"))}
        for path in (repository / "report").glob("*.qmd")
    }
    assert {name: found for name, each in parts.items() if (found := [*findings(each)])} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "What is missing shows as horizontal and vertical streaks.",
        "Its residual is spread evenly wherever there are fine details or noise.",
        "What the residuals show is noise first.",
        "Arms and bars, several blocks wide, remain in @fig-down-sampled.",
        "Later vectors describe details and noise, neither of which returns.",
        "A network that does worse has not been trained well.",
        "There is mostly sky, and the median does not mind.",
        "From there on they cannot be told from noise.",
        "The rest leaves no trace in the matrix.",
        "Mean: a round bright spot.",
        "The other parts hold faint noise and edges.",
        "The curve flattens, and the two are close together.",
        "At 1 nothing is lost.",
        "It has to describe what is common, which is nearly their mean.",
    ],
)
def test_words_that_tell_what_was_found_give_a_sentence_away(sentence):
    assert [*findings({*undecided(sentence)})]


def test_what_a_record_decides_is_left_alone():
    templates = Marked()
    told = templates.from_string(
        "{% macro one(x) %}best is {{ x }}{% endmacro %}"
        "{% if better %}It is better.{% else %}It is worse.{% endif %} The best is {{ name }}. "
        "The best, {{ one(name) }}, is round."
    ).render(better=False, name="a")
    assert [*findings({*undecided(told)})] == ["The best", "is round"]


def all_words(run: Report, templates: Environment) -> dict[str, str]:
    """What every template says of some records, by its name."""
    names = told(templates)
    return {
        name.removesuffix(".md.j2"): without_marks(rendered(name, run, templates)) for name in names
    }


def test_no_two_sentences_contradict_each_other(three, marked):
    for run in three:
        words = all_words(run, marked)
        assert [*values_that_differ(words), *opposite_verdicts(words)] == []


@pytest.mark.parametrize("p_value", [1e-6, 0.3])
@pytest.mark.parametrize(("ratio", "better"), [(0.8, 25), (0.8, 8), (1.3, 25), (1.3, 8)])
def test_the_verdict_on_the_autoencoder_is_one(records, marked, ratio, better, p_value):
    words = all_words(altered(records, won(ratio, p_value, better)), marked)
    assert [*opposite_verdicts(words)] == []


def test_contradictions_are_found(records, marked):
    words = all_words(records, marked)
    words["basis/spectrum"] += " its cosine with the mean image is 0.1234"
    words["figures/vectors"] = "the first of them has a cosine of 0.5678 with the mean"
    words["threshold/look"] += " The galaxies go the same way. The galaxies go the other way."
    words["answers/trained"] = "does not differ significantly from that of four singular vectors"
    words["autoencoder/comparison"] = "With **d = 4**, the autoencoder's error is 0.80 times that."
    differing = "\n".join(values_that_differ(words))
    assert re.search("cosine of the first vector with the mean: 0.5678 or", differing)
    opposed = "\n".join(opposite_verdicts(words))
    assert "galaxies and the autocorrelation of their skies: rising and falling" in opposed
    assert "four latents against four vectors: neither and autoencoder" in opposed
