"""Templates from the cache say what they would say without it."""

import pytest
from jinja2 import TemplateNotFound

from analysis.runtime import cache
from report.templates import environment, quick_environment


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "entries")
    (tmp_path / "templates" / "part").mkdir(parents=True)
    (tmp_path / "templates" / "part" / "one.md.j2").write_text(
        '{% if x is known %}\n{% include "part/two.md.j2" %}{## not said ##}{#sec-x}\n{% endif %}'
    )
    (tmp_path / "templates" / "part" / "two.md.j2").write_text("two & {{ x }}")
    return tmp_path / "templates"


def said():
    ours, plain = (
        templates().get_template("part/one.md.j2").render(x=3.0)
        for templates in (quick_environment, environment)
    )
    assert ours == plain
    return ours


def test_a_cached_template_says_the_same(folder):
    assert said() == said() == "two & 3.0{#sec-x}\n"
    assert len(list(cache.FOLDER.iterdir())) == 1


def test_a_changed_template_is_compiled_anew(folder):
    said()
    (folder / "part" / "two.md.j2").write_text("three & {{ x }}")
    assert said() == "three & 3.0{#sec-x}\n"


def test_a_template_that_is_not_there_is_an_error(folder):
    with pytest.raises(TemplateNotFound, match="part/three"):
        quick_environment().get_template("part/three.md.j2")
