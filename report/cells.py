"""What the cells of the report call: sentences, tables and figures, from templates."""

from pathlib import Path
from typing import Any

from IPython.display import Markdown, display
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from matplotlib.figure import Figure

from report import numbers

DOCUMENT = Path("report")  # cells run in the folder above
TEMPLATES = Path("templates")
TEXT_WIDTH = 6.5  # inches, of the PDF's A4 page
RESOLUTION = 220  # pixels an inch, of figures that hold images


class Cells:
    """Shows the results of one run.

    Parameters
    ----------
    run : what the templates know as ``run``
    """

    def __init__(self, run: Any) -> None:
        self.run = run
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # Markdown, not HTML
            comment_start_string="{##",  # {# begins an identifier in Markdown
            comment_end_string="##}",
        )
        self.templates.filters.update(numbers.FILTERS)

    def tell(self, name: str, **also: Any) -> None:
        """Display ``templates/<name>.md.j2`` as Markdown."""
        display(Markdown(self.templates.get_template(f"{name}.md.j2").render(run=self.run, **also)))

    def show(self, figure: Figure, name: str, **also: Any) -> None:
        """Save a figure beside the document and display it as ``@fig-<name>``.

        Its caption and alternative text are two blocks of ``templates/figures/<name>.md.j2``.
        """
        template = self.templates.get_template(f"figures/{name}.md.j2")
        context = template.new_context({"run": self.run, **also})
        caption, alternative = (
            " ".join("".join(template.blocks[block](context)).split())
            for block in ("caption", "alt")
        )
        width = min(100, round(100 * figure.get_figwidth() / TEXT_WIDTH))
        attributes = f'#fig-{name} fig-alt="{_quoted(alternative)}" width={width}%'
        display(Markdown(f"![{caption}]({_saved(figure, name)}){{{attributes}}}"))


def _saved(figure: Figure, name: str) -> str:
    """Save images as pixels and curves as vectors; the path as the document sees it."""
    images = any(axes.images for axes in figure.axes)
    path = Path("drawn") / f"{name}.{'png' if images else 'svg'}"
    (DOCUMENT / path).parent.mkdir(exist_ok=True)
    figure.savefig(DOCUMENT / path, dpi=RESOLUTION, metadata=None if images else {"Date": None})
    return path.as_posix()


def _quoted(text: str) -> str:
    """Text for a quoted attribute of Pandoc's Markdown."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
