"""Renders the report without Quarto: with jupytext, nbclient, Pandoc and Typst."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from pathlib import Path
from typing import Any, Final

import pypandoc
import typst
from nbformat import NotebookNode

from report.render.collect import figures_as_text
from report.render.markdown import markdown
from report.render.notebook import execute, read

CROSSREF, SPOKEN = (Path(__file__).with_name(name) for name in ("crossref.lua", "spoken.lua"))
SHARED = [
    "--standalone",
    "--metadata-file=../_quarto.yml",
    "--fail-if-warnings",
    f"--lua-filter={CROSSREF}",
    f"--lua-filter={SPOKEN}",
    "--citeproc",
    "--csl=references.csl",
]
HTML = ["--embed-resources", "--mathml", "--toc", "--css=report.css", "--template=page.html"]
TYPST = ["--template=page.typ"]
STANDARD: Final = "ua-1"  # as in _quarto.yml


def render(project: Path, parameters: dict[str, Any]) -> None:
    """Run the document's cells once; render what they show to HTML and PDF in ``_site``.

    Parameters
    ----------
    project : the folder that holds ``report/report.qmd``
    parameters : what the cell tagged ``parameters`` is overridden with
    """
    folder, site = project.resolve() / "report", project.resolve() / "_site"
    site.mkdir(exist_ok=True)
    print("Running the report's cells ...", flush=True)
    notebook = read(folder / "report.qmd", parameters)
    execute(notebook, project)
    print("Converting to HTML and PDF ...", flush=True)
    with chdir(folder), ThreadPoolExecutor(1) as beside:
        page = beside.submit(_page, notebook, site / "report.html")
        _document(notebook, folder, site / "report.pdf")
        page.result()


def _page(notebook: NotebookNode, target: Path) -> None:
    _convert(markdown(notebook, code=True), target, "html", HTML)
    figures_as_text(target)


def _document(notebook: NotebookNode, folder: Path, target: Path) -> None:
    source = folder / "report.typ"
    _convert(markdown(notebook, code=False), source, "typst", TYPST)
    typst.compile(
        source,
        output=target,
        root=folder,
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )


def _convert(text: str, target: Path, language: str, options: list[str]) -> None:
    pypandoc.convert_text(
        text,
        language,
        format="markdown",
        outputfile=target,
        extra_args=[*SHARED, *options],
    )
