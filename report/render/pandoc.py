"""Renders the report without Quarto: jupytext, nbclient, Pandoc and Typst, one after the other."""

from pathlib import Path
from typing import Any, Final

import pypandoc
import typst

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
    _convert(markdown(notebook, code=True), site / "report.html", "html", folder, HTML)
    figures_as_text(site / "report.html")
    source = folder / "report.typ"
    _convert(markdown(notebook, code=False), source, "typst", folder, TYPST)
    typst.compile(
        source,
        output=site / "report.pdf",
        root=folder,
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )


def _convert(text: str, target: Path, language: str, folder: Path, options: list[str]) -> None:
    pypandoc.convert_text(
        text,
        language,
        format="markdown",
        outputfile=target,
        extra_args=[*SHARED, *options],
        cworkdir=folder,
    )
