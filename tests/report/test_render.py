import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from functools import partial
from html.parser import HTMLParser
from urllib.parse import unquote

import pypandoc
import pytest

from analysis.runtime.errors import Failed, UsageError
from report.render import engine, pandoc
from report.render.collect import figures_as_text
from report.render.loopback import require_loopback
from report.render.notebook import execute, read
from report.render.workspace import copy_of_sources, publish, render
from tests.support import small
from tests.support.command import make_report
from tests.support.document import copy_of_document
from tests.support.unprivileged import as_nobody, open_folder

__all__ = ["open_folder"]

FILES = ["report.html", "report.pdf", "results.json"]


@pytest.fixture(scope="module")
def document(repository, tmp_path_factory):
    """A small document with the page and the style of the report."""
    return copy_of_document(repository, tmp_path_factory.mktemp("document"))


@pytest.fixture(autouse=True)
def _cells_find_the_sources(repository, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(repository))


@pytest.fixture(scope="module")
def output(document, repository, tmp_path_factory):
    """The small document, rendered with Pandoc and Typst."""
    folder = tmp_path_factory.mktemp("output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(repository))
        render(pandoc.render, document, {"galaxy": 5}, folder)
    return folder


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.text = ""
        self.feed(html)
        # What no reader sees, and not every Pandoc writes: the sign that a function is applied.
        self.text = " ".join(self.text.replace("\N{FUNCTION APPLICATION}", "").split())

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(output):
    return Page((output / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pdf(output):
    return (output / "report.pdf").read_bytes()


def test_references_are_numbered_in_the_order_of_the_document(page):
    assert (
        "Figure 2 comes after Figure 1, Table 1 after Equation 1, Equation 2, and "
        "Curves cites (Gavish and Donoho 2014)."
    ) in page.text
    assert "Figure 1: A curve of galaxy 5 (Gavish and Donoho 2014)." in page.text
    assert "Figure 2: The identity, see Table 1." in page.text
    assert "Table 1: Counts of galaxy 5" in page.text


def test_every_reference_leads_somewhere(page):
    targets = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")]
    assert {"fig-curve", "tbl-counts", "eq-svd", "sec-curves", "ref-gavish2014"} <= set(links)
    assert set(links) <= targets
    assert not re.search(r"@(fig|tbl|eq|sec)-", page.text)


def test_an_unknown_reference_is_an_error(document, tmp_path):
    shutil.copytree(document, tmp_path, dirs_exist_ok=True)
    (tmp_path / "report" / "report.qmd").write_text("See @fig-nowhere.\n")
    with pytest.raises(RuntimeError, match="nothing is labelled @fig-nowhere"):
        pandoc.render(tmp_path, {})


def test_the_page_requests_nothing(page):
    requested = [
        attributes.get("src") or attributes.get("href")
        for tag in ("img", "script", "link", "iframe", "source", "video", "use", "image")
        for attributes in page.all(tag)
    ]
    assert len(page.all("img")) == 2
    assert all(address is None or address.startswith("data:") for address in requested)
    assert "@import" not in page.text
    assert not re.search(r"url\((?!['\"]?data:)", page.text)


def test_figures_are_vectors_as_wide_as_they_were_drawn(page):
    curve, image = page.all("img")
    assert all(one["src"].startswith("data:image/svg+xml") for one in (curve, image))
    assert "50" in curve["style"]
    assert "100" in image["style"]


def test_figures_as_text_are_the_same_figures(tmp_path):
    drawings = ['<svg xmlns="http://a/b#c">\n<text>100% "ω" & \'q\'</text>\n</svg>', "<svg/>"]
    page = tmp_path / "report.html"
    images = [f"data:image/svg+xml;base64,{b64encode(each.encode()).decode()}" for each in drawings]
    page.write_text("".join(f'<img alt="A" src="{image}">' for image in images), "utf-8")
    figures_as_text(page)
    sources = [image["src"] for image in Page(page.read_text("utf-8")).all("img")]
    slimmer = ["<svg xmlns='http://a/b#c'><text>100% \"ω\" & 'q'</text></svg>", "<svg/>"]
    assert [unquote(source.removeprefix("data:image/svg+xml,")) for source in sources] == slimmer


def test_every_figure_has_its_alternative_text(page, pdf):
    assert [image["alt"] for image in page.all("img")] == [
        'A "rising" curve \\ of 3 points & more.',
        "A white diagonal.",
    ]
    assert rb'(A "rising" curve \\ of 3 points & more.)' in pdf
    assert b"(A white diagonal.)" in pdf


def test_the_page_has_landmarks(page):
    assert page.all("html") == [{"lang": "en-GB"}]
    assert [len(page.all(tag)) for tag in ("main", "nav", "header")] == [1, 1, 1]
    assert "#content" in [a["href"] for a in page.all("a")]
    assert "report.pdf" in [a["href"] for a in page.all("a")]


def test_code_is_folded_into_the_page_and_left_out_where_the_document_says_so(page):
    assert len(page.all("details")) == 5  # four cells and the contents
    assert 'tell("counts")' in page.text
    assert "json.dump" not in page.text


def test_the_pdf_has_pages_bookmarks_and_its_own_fonts(pdf):
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
    assert rb"/Outlines" in pdf
    assert b"LibertinusSerif" in pdf
    assert b"NewCMMath" in pdf


@pytest.mark.parametrize(
    ("language", "said"), [("html", "page and both"), ("typst", "PDF and both")]
)
def test_divisions_are_shown_in_their_formats_only(language, said):
    text = (
        "::: {.content-visible when-format=html}\npage\n:::\n\n"
        "::: {.content-visible unless-format=html}\nPDF\n:::\n\nand both\n"
    )
    options = [f"--lua-filter={pandoc.CROSSREF}", "--wrap=none"]
    shown = pypandoc.convert_text(text, language, format="markdown", extra_args=options)
    assert " ".join(re.sub("<[^>]*>", " ", shown).split()) == said


def test_parameters_reach_the_results(output):
    assert json.loads((output / "results.json").read_text()) == {"galaxy": 5}
    assert sorted(contents(output)) == FILES


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder that temporary folders are made in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def previous(tmp_path):
    """An output folder with a report in it."""
    folder = tmp_path / "previous"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("previous")
    return folder


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def with_last_cell(document, folder, source):
    shutil.copytree(document, folder)
    with (folder / "report" / "report.qmd").open("a") as file:
        file.write(f"\n```{{python}}\n{source}\n```\n")
    return folder


def test_a_failing_cell_leaves_the_previous_report(document, previous, temporary, tmp_path):
    sources = with_last_cell(document, tmp_path / "sources", "1 / 0")
    before = contents(previous)
    with pytest.raises(Failed, match="ZeroDivisionError: division by zero"):
        render(pandoc.render, sources, {}, previous)
    assert contents(previous) == before
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_the_previous_report(
    document, previous, temporary, tmp_path, repository, stop
):
    started = tmp_path / "started"
    cell = f"open({str(started)!r}, 'w').close()\ntime.sleep(60)"
    sources = with_last_cell(document, tmp_path / "sources", cell)
    before = contents(previous)
    program = (
        "import sys; from pathlib import Path; from report.render import pandoc; "
        "from analysis.runtime.command_line import exit_status_of; "
        "from report.render.workspace import render; "
        "sys.exit(exit_status_of(render, pandoc.render, Path(sys.argv[1]), {}, Path(sys.argv[2]), "
        "interrupted='the report is as it was'))"
    )
    command = [sys.executable, "-c", program, str(sources), str(previous)]
    with subprocess.Popen(command, cwd=repository, stderr=subprocess.PIPE, text=True) as process:
        while not started.exists():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(stop)
        _, said = process.communicate(timeout=30)
    assert process.returncode not in (0, None)
    assert "Traceback" not in said
    assert contents(previous) == before
    assert list(temporary.iterdir()) == []


def test_a_report_is_published_whole_or_not_at_all(previous, tmp_path):
    finished = tmp_path / "report.html"
    finished.write_text("new")
    before = contents(previous)
    with pytest.raises(FileNotFoundError):
        publish([finished, tmp_path / "report.pdf"], previous)
    assert contents(previous) == before


def test_a_folder_for_temporary_files_that_is_full_is_named(
    document, previous, temporary, monkeypatch
):
    def engine(project, parameters):
        raise RuntimeError("Pandoc died")

    before = contents(previous)
    with pytest.raises(RuntimeError, match="Pandoc died"):
        render(engine, document, {}, previous)
    monkeypatch.setattr("report.render.workspace.takes_no_more", lambda folder: True)
    with pytest.raises(Failed, match=rf"^{temporary}: .* \(it is full\); make room .* TMPDIR=$"):
        render(engine, document, {}, previous)
    assert contents(previous) == before
    assert list(temporary.iterdir()) == []


def test_a_folder_for_temporary_files_that_takes_none_is_named(
    document, previous, temporary, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "nowhere"))
    with pytest.raises(Failed, match=rf"^{temporary}/nowhere: .* \(No such file"):
        render(pandoc.render, document, {}, previous)


def test_sources_that_cannot_be_written_to_are_rendered_all_the_same(document, open_folder):
    sources = open_folder / "sources"
    shutil.copytree(document, sources)
    for place in [sources, *sources.rglob("*")]:
        place.chmod(0o555 if place.is_dir() else 0o444)
    with as_nobody(), copy_of_sources(sources) as project:
        (project / "report" / "drawn").mkdir()
        (project / "report" / "report.qmd").write_text("new")


def test_a_sentence_that_a_cell_ends_with_is_told_as_it_is(document, tmp_path):
    cell = (
        "from analysis.runtime.errors import Failed\nraise Failed('x.json: it cannot be written')"
    )
    sources = with_last_cell(document, tmp_path / "sources", cell)
    with pytest.raises(Failed, match=r"^x\.json: it cannot be written$"):
        execute(read(sources / "report" / "report.qmd", {}), sources)


def test_no_loopback_is_told(monkeypatch):
    require_loopback()

    def refuse(address):
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))

    monkeypatch.setattr("socket.create_server", refuse)
    with pytest.raises(Failed, match=r"127\.0\.0\.1.*\(Cannot assign requested address\); switch"):
        require_loopback()


def fake_quarto(folder, version):
    folder.mkdir(exist_ok=True)
    program = folder / "quarto"
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def no_quarto(tmp_path, monkeypatch):
    """A machine without Quarto where its installation has already failed."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(engine.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(engine, "REMEMBERED", tmp_path / "remembered")
    (tmp_path / "remembered").touch()
    return tmp_path / "bin"


@pytest.mark.parametrize("version", ["1.7.34", "1.10.2", "2.0.0"])
@pytest.mark.parametrize("wanted", [None, "quarto"])
def test_quarto_renders_where_it_is(no_quarto, version, wanted):
    program = fake_quarto(no_quarto, version)
    chosen = engine.choose(wanted)
    assert isinstance(chosen, partial)
    assert chosen.args == (program,)


@pytest.mark.parametrize("version", [None, "1.6.42", "1.06"])
def test_without_a_quarto_that_is_new_enough_pandoc_renders(no_quarto, version, capsys):
    if version:
        fake_quarto(no_quarto, version)
    assert engine.choose(None) is pandoc.render
    assert capsys.readouterr().out.count("\n") == 1
    with pytest.raises(UsageError, match=r"needs Quarto 1\.7 or newer"):
        engine.choose("quarto")


def test_pandoc_renders_where_it_is_asked_for(no_quarto):
    fake_quarto(no_quarto, "1.9.38")
    assert engine.choose("pandoc") is pandoc.render


def test_quarto_is_installed_at_most_once(no_quarto, tmp_path, monkeypatch):
    commands = []

    def failing(command, **_):
        commands.append(command)
        return 1

    monkeypatch.setattr(engine, "run", failing)
    engine.REMEMBERED.unlink()
    for _ in range(2):
        assert engine.choose(None) is pandoc.render
    assert len(commands) == 1
    assert f"quarto-cli=={engine.NEWEST}" in commands[0]


def make(repository, *arguments):
    result = subprocess.run(
        ["make", "-n", "report", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    return " ".join(result.stdout.replace("\\\n", " ").split())


def test_make_forwards_its_variables(repository):
    said = make(
        repository, "DATA=my file's.h5", "key=images", "GALAXY=3", "DOWNSAMPLE=8", "OUTPUT=out"
    )
    assert (
        "report.render --data 'my file'\\''s.h5' --key 'images' --galaxy '3' --downsample '8' "
        "--output 'out'"
    ) in said


def test_make_has_the_worksheets_defaults(repository):
    assert "report.render --output '_site'" in make(repository)


@pytest.mark.skipif(engine.installed() is None, reason="there is no Quarto on this machine")
def test_quarto_renders_the_same_words(document, page, tmp_path):
    render(engine.choose("quarto"), document, {"galaxy": 5}, tmp_path)
    quarto = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert quarto.text == page.text
    assert sorted(contents(tmp_path)) == FILES


@pytest.mark.skipif(engine.installed() is None, reason="there is no Quarto on this machine")
def test_quarto_renders_the_same_report(small_file, small_report, repository, tmp_path):
    path, _ = small_file
    done = make_report(repository, tmp_path, DATA=path, ENGINE="quarto", **small.CHOICE)
    assert done.returncode == 0, done.stderr
    folder, _ = small_report
    ours, quartos = (
        Page((site / "report.html").read_text(encoding="utf-8")) for site in (folder, tmp_path)
    )
    assert quartos.text == ours.text
    for tag, attribute in (("img", "src"), ("img", "alt"), ("a", "href"), ("script", "type")):
        assert [one.get(attribute) for one in quartos.all(tag)] == [
            one.get(attribute) for one in ours.all(tag)
        ], (tag, attribute)
    assert (tmp_path / "results.json").read_text() == (folder / "results.json").read_text()
