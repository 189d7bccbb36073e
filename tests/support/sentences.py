"""The clauses of a report that stand whatever the records say."""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, nodes

OPEN, CLOSE = "\ue000", "\ue001"
DECIDED = "\ue002"
"""What stands for words that a record has decided: an output, or the branch of a condition."""


class Marked(Environment):
    """An environment that puts marks around all that records decide."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "finalize": _marked})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all(nodes.If):
            for body in (node.body, node.else_):
                if body:
                    body.insert(0, _text(OPEN))
                    body.append(_text(CLOSE))
        template.set_environment(self)
        return template


def _marked(value: object) -> str:
    """An output between marks; that of a macro, whose words are fixed, has its own."""
    text = str(value)
    return text if OPEN in text else f"{OPEN}{text}{CLOSE}"


def _text(data: str) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(data)])


def undecided(text: str) -> Iterator[str]:
    """Clauses of Markdown, marked or not, without anything that a record has decided."""
    for line in without_code(_collapsed(text)).split("\n\n"):
        for clause in re.split(r"(?<=[.?!:;,])\s|[()|—]|\s–\s", " ".join(line.split())):
            if DECIDED not in clause and re.search(r"[a-z]{3}", clause):
                yield clause.strip(" *:-,;.")


def _collapsed(text: str) -> str:
    """Every outermost pair of marks and what is between them as one sign."""
    depth, kept = 0, []
    for letter in text:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE:
            depth -= 1
            if not depth:
                kept.append(DECIDED)
        elif not depth:
            kept.append(letter)
    return "".join(kept)


def without_marks(text: str) -> str:
    """Marked words as readers see them, on one line."""
    return " ".join(re.sub(f"[{OPEN}{CLOSE}]", "", text).split())


def without_code(text: str) -> str:
    """Markdown without code, equations, attributes and front matter."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"```.*?```", "\n\n", text, flags=re.DOTALL)
    return re.sub(r"\$\$.*?\$\$( \{.*?\})?", " ", text, flags=re.DOTALL)
