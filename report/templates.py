"""The templates that sentences, tables and captions come from."""

import marshal
import sys
from math import isfinite
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.exceptions import TemplateNotFound

from analysis.images.precision import ratio
from analysis.runtime.cache import cached
from report import numbers

TEMPLATES = Path("templates")  # cells run in the folder above


def environment(kind: type[Environment] = Environment) -> Environment:
    """Where templates come from, what their marks are, and which filters they know."""
    templates = kind(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Markdown, not HTML
        comment_start_string="{##",  # {# begins an identifier in Markdown
        comment_end_string="##}",
    )
    templates.filters.update(numbers.FILTERS)
    templates.filters["over"] = ratio
    templates.tests["known"] = isfinite
    return templates


def quick_environment() -> Environment:
    """The same, whose templates are in the cache as Python's code."""
    templates = environment()
    names = templates.list_templates()
    sources = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in names}
    templates.loader = _Compiled(marshal.loads(cached(_compile, sources, sys.version)))
    return templates


def _compile(sources: dict[str, str], _python: str) -> bytes:
    """The code objects of templates, by name, as this version of Python reads them again."""
    compiling = environment()
    return marshal.dumps(
        {name: compiling.compile(source, name, name) for name, source in sources.items()}
    )


class _Compiled(BaseLoader):
    """Gives templates that are compiled already, by their names."""

    def __init__(self, codes: dict[str, Any]) -> None:
        self.codes = codes

    def load(
        self,
        environment: Environment,
        name: str,
        globals: Any = None,
    ) -> Template:
        if name not in self.codes:
            raise TemplateNotFound(name)
        return environment.template_class.from_code(environment, self.codes[name], globals or {})
