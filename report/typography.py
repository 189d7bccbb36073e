"""What belongs together stays on one line."""

import re

NBSP = "\N{NO-BREAK SPACE}"
FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
TOGETHER = re.compile(r"(?<=[\w)²*]) ([=×<≈]) (?=[\d+−λω@])")


def keep_together(markdown: str) -> str:
    """Markdown whose equalities and products, such as ``r = 16``, no line break tears apart."""
    prose_and_code = FENCED.split(markdown)
    prose_and_code[::2] = [TOGETHER.sub(rf"{NBSP}\1{NBSP}", text) for text in prose_and_code[::2]]
    return "".join(prose_and_code)
