"""Where in the project's sources a function is."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
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
