"""What no line break tears apart."""

import pytest

from report.typography import NBSP, keep_together


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("With r = 16 and", f"With r{NBSP}={NBSP}16 and"),
        ("(ρ = +0.83, +0.78)", f"(ρ{NBSP}={NBSP}+0.83, +0.78)"),
        ("over 4 × 4 pixels", f"over 4{NBSP}×{NBSP}4 pixels"),
        ("*p* = 0.02, *p* < 0.001", f"*p*{NBSP}={NBSP}0.02, *p*{NBSP}<{NBSP}0.001"),
        ("d = many", "d = many"),
    ],
)
def test_equalities_stay_together(text, kept):
    assert keep_together(text) == kept


def test_code_stays_as_it_is():
    code = "```python\nr = 16\n```"
    assert keep_together(f"r = 1\n\n{code}\n\nr = 2") == (
        f"r{NBSP}={NBSP}1\n\n{code}\n\nr{NBSP}={NBSP}2"
    )
