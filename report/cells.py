"""What the cells of the report call: sentences, tables and figures, from templates."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.display import Markdown, display
from matplotlib.figure import Figure

from analysis.figures.rendered import Rendered, render
from analysis.runtime.cache import cached
from report.source import FunctionSource, arguments, source_of
from report.templates import quick_environment
from report.typography import keep_together

DOCUMENT = Path("report")  # cells run in the folder above
TEXT_WIDTH = 6.5  # inches, of the PDF's A4 page


class Cells:
    """Shows the results of one run.

    Parameters
    ----------
    run : what the templates know as ``run``

    Attributes
    ----------
    drawn : the function that drew each figure, by the figure's name
    calls : the call of that function as the document has it, by the same name
    """

    def __init__(self, run: Any) -> None:
        self.run = run
        self.drawn: dict[str, FunctionSource] = {}
        self.calls: dict[str, str] = {}
        self.templates = quick_environment()

    def tell(self, name: str, **also: Any) -> None:
        """Display ``templates/<name>.md.j2`` as Markdown."""
        text = self.templates.get_template(f"{name}.md.j2").render(run=self.run, **also)
        display(Markdown(keep_together(text)))

    def answer(self, *questions: str) -> None:
        """Display the answers to some of the worksheet's questions in a box."""
        self.tell("answers/box", questions=questions)

    def show(self, name: str, draw: Callable[..., Figure], *results: Any) -> None:
        """Draw ``draw(*results)``, unless the cache has it, and display it as ``@fig-<name>``.

        Its caption and alternative text are two blocks of ``templates/figures/<name>.md.j2``. The
        caption ends with a link to ``#drawn-<name>``. A figure of something that a quick report
        leaves out, and that is None, is not shown.
        """
        if any(result is None for result in results):
            return
        template = self.templates.get_template(f"figures/{name}.md.j2")
        context = template.new_context({"run": self.run})
        caption, alternative = (
            " ".join("".join(template.blocks[block](context)).split())
            for block in ("caption", "alt")
        )
        figure = cached(render, draw, *results)
        width = share_of_text(figure.width)
        attributes = f'#fig-{name} fig-alt="{_quoted(alternative)}" width={width}%'
        self.drawn[name] = source_of(draw)
        _, function, *drawn = arguments(inspect.stack(0)[1].frame)
        self.calls[name] = f"{function}({', '.join(drawn)})"
        link = f"[`{self.drawn[name].short}`](#drawn-{name}){{.drawn-by}}"
        caption = keep_together(f"{caption} {link}")
        display(Markdown(f"![{caption}]({_saved(figure, name)}){{{attributes}}}"))

    def explore(self, name: str) -> None:
        """Display the controls of ``templates/explore/<name>.html.j2``, in the page alone."""
        self.embed(self.templates.get_template(f"explore/{name}.html.j2").render(run=self.run))

    def embed(self, html: str) -> None:
        """Display HTML as it is, which the PDF leaves out."""
        display(Markdown(f"```{{=html}}\n{html}\n```"))


def share_of_text(width: float) -> int:
    """A figure's width in inches as percent of the text's, as large as it was drawn."""
    return min(100, round(100 * width / TEXT_WIDTH))


def _saved(figure: Rendered, name: str) -> str:
    """Put a figure beside the document; the path as the document sees it."""
    path = Path("drawn") / f"{name}.svg"
    (DOCUMENT / path).parent.mkdir(exist_ok=True)
    (DOCUMENT / path).write_bytes(figure.content)
    return path.as_posix()


def _quoted(text: str) -> str:
    """Text for a quoted attribute of Pandoc's Markdown."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
