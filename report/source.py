"""Where in the project's sources a function is."""

import ast
import inspect
import linecache
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any


@dataclass(frozen=True)
class FunctionSource:
    """The source of a function.

    Attributes
    ----------
    module, function : their names
    path : of the module's file, from the project's folder
    first, last : lines of that file
    text : those lines
    """

    module: str
    function: str
    path: str
    first: int
    last: int
    text: str

    @property
    def short(self) -> str:
        """The function's name after that of its module."""
        return f"{self.module.rpartition('.')[2]}.{self.function}"


def source_of(function: Callable[..., Any]) -> FunctionSource:
    """Find the source of a function, with what decorates it."""
    lines, first = inspect.getsourcelines(inspect.unwrap(function))
    return FunctionSource(
        module=function.__module__,
        function=function.__qualname__,
        path=function.__module__.replace(".", "/") + ".py",
        first=first,
        last=first + len(lines) - 1,
        text="".join(lines).rstrip(),
    )


def arguments(frame: FrameType) -> list[str]:
    """The source of what the call that a frame waits for was given, argument by argument.

    Cells of a notebook have sources, too: IPython keeps them where tracebacks look for them.
    """
    place = inspect.getframeinfo(frame, context=0).positions
    tree = ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))
    call = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and place is not None
        and (node.lineno, node.col_offset) == (place.lineno, place.col_offset)
        and (node.end_lineno, node.end_col_offset) == (place.end_lineno, place.end_col_offset)
    )
    return [ast.unparse(argument) for argument in call.args]
