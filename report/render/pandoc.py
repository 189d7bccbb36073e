"""Renders the report without Quarto: jupytext, nbclient, Pandoc and Typst, one after the other."""

from pathlib import Path
from typing import Any

import pypandoc
import typst

from report.render.markdown import markdown
from report.render.notebook import execute, read

FILTER = Path(__file__).with_name("crossref.lua")
SHARED = [
    "--standalone",
    "--number-sections",
    "--metadata=link-citations",
    "--fail-if-warnings",
    f"--lua-filter={FILTER}",
    "--citeproc",
]
HTML = ["--embed-resources", "--mathml", "--toc", "--css=report.css", "--template=page.html"]
TYPST = ["--template=page.typ"]


def render(project: Path, parameters: dict[str, Any]) -> list[Path]:
    """Run the document's cells once and render what they show to HTML and to PDF.

    Parameters
    ----------
    project : the folder that holds ``report/report.qmd``
    parameters : what the cell tagged ``parameters`` is overridden with

    Returns
    -------
    The three files of a finished report.
    """
    folder = project.resolve() / "report"
    print("Running the report's cells ...", flush=True)
    notebook = read(folder / "report.qmd", parameters)
    execute(notebook, project)
    print("Converting to HTML and PDF ...", flush=True)
    page, source, pdf = (folder / f"report.{suffix}" for suffix in ("html", "typ", "pdf"))
    _convert(markdown(notebook, code=True), page, "html", HTML)
    _convert(markdown(notebook, code=False), source, "typst", TYPST)
    typst.compile(source, output=pdf, root=folder, ignore_system_fonts=True)
    return [page, pdf, folder / "results.json"]


def _convert(text: str, target: Path, format_: str, options: list[str]) -> None:
    pypandoc.convert_text(
        text,
        format_,
        format="markdown",
        outputfile=target,
        extra_args=[*SHARED, *options],
        cworkdir=target.parent,
    )
