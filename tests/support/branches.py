"""Which branches of the templates were taken."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, nodes

Branch = tuple[str, int, int, str]
"""Template, line, place among the template's conditions, and what the condition said."""

MARK = "_taken"


class Watched(Environment):
    """An environment that notes each branch of its templates, inline ones too, and those taken.

    Attributes
    ----------
    known, taken : branches of the templates that were compiled, and those that were rendered
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.known: set[Branch] = set()
        self.taken: set[Branch] = set()
        self.globals[MARK] = self._mark

    def _mark(self, branch: Branch, value: Any = "") -> Any:
        self.taken.add(branch)
        return value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        alternatives = {id(other) for each in template.find_all(nodes.If) for other in each.elif_}
        conditions = list(template.find_all((nodes.If, nodes.For, nodes.CondExpr)))
        for place, node in enumerate(conditions):

            def mark(
                said: str, *value: nodes.Expr, line: int = node.lineno, place: int = place
            ) -> nodes.Call:
                branch = (str(name), line, place, said)
                self.known.add(branch)
                return _call(branch, *value)

            if isinstance(node, nodes.If):
                node.body.insert(0, nodes.Output([mark("yes")]))
                if id(node) not in alternatives:
                    node.else_.insert(0, nodes.Output([mark("no")]))
            elif isinstance(node, nodes.For) and node.else_:
                node.body.insert(0, nodes.Output([mark("some")]))
                node.else_.insert(0, nodes.Output([mark("none")]))
            elif isinstance(node, nodes.CondExpr):
                node.expr1 = mark("yes", node.expr1)
                node.expr2 = mark("no", node.expr2 or nodes.Const(""))
        template.set_environment(self)
        return template

    def missed(self) -> Iterator[str]:
        """Branches that no rendering took, in words."""
        for name, line, _, said in sorted(self.known - self.taken):
            yield f"{name}, line {line}: the condition that said {said!r}"


def _call(branch: Branch, *value: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.Name(MARK, "load"), [nodes.Const(branch), *value], [], None, None)
