"""An executed notebook as Pandoc's Markdown."""

from nbformat import NotebookNode

FOLDED = """<details class="code-fold">
<summary>Code</summary>

```python
{source}
```

</details>"""


def markdown(notebook: NotebookNode, code: bool) -> str:
    """The document's text and what its cells display, with the code folded away or left out."""
    return "\n\n".join(part for cell in notebook.cells for part in _parts(cell, code)) + "\n"


def _parts(cell: NotebookNode, code: bool) -> list[str]:
    if cell.cell_type != "code":
        return [cell.source]
    options = cell.metadata.options
    if options.get("include") == "false":
        return []
    source = [FOLDED.format(source=cell.source)] if code else []
    displayed = [output.data for output in cell.outputs if "data" in output]
    return source + [data["text/markdown"] for data in displayed if "text/markdown" in data]
