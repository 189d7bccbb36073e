"""Numbers, and lists of things, as the report prints them, in Markdown.

What cannot be computed, and is not finite, is a dash.
"""

from collections.abc import Callable, Iterable
from math import floor, isfinite, log10
from typing import Any

from report.typography import NBSP

MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"
THIN = "\N{NARROW NO-BREAK SPACE}"
SMALLEST_P = 1e-3


def fixed(value: float, decimals: int = 2) -> str:
    """With so many decimals: ``31.40``."""
    return _grouped(f"{value:z.{decimals}f}") if isfinite(value) else DASH


def significant(value: float, digits: int = 3) -> str:
    """With so many significant digits, never in exponents: ``0.00360``, ``12 300``."""
    return _grouped(_rounded(value, digits)) if isfinite(value) else DASH


def signed(value: float, decimals: int = 2) -> str:
    """With its sign, also where it is positive: ``+0.81``."""
    number = fixed(value, decimals)
    if not isfinite(value):
        return number
    return number if float(f"{value:z.{decimals}f}") <= 0 else "+" + number


def percent(share: float, decimals: int = 1) -> str:
    """A share of one: ``12.5%``."""
    return fixed(100 * share, decimals) + "%" if isfinite(share) else DASH


def integer(value: float) -> str:
    """A whole number, its thousands apart from five digits on: ``4096``, ``65 536``."""
    return _grouped(f"{value:.0f}") if isfinite(value) else DASH


def count(value: float) -> str:
    """A number of things, or a median of such numbers: ``9``, ``90.5``."""
    return _grouped(f"{value:g}") if isfinite(value) else DASH


def scientific(value: float, digits: int = 2) -> str:
    r"""As mantissa and power of ten: ``$3.6\times10^{-3}$``."""
    if not isfinite(value):
        return DASH
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"${mantissa}\\times10^{{{int(exponent)}}}$"


def p_value(value: float) -> str:
    """A probability to two digits, or that it is below 0.001: ``*p* < 0.001``."""
    if value < SMALLEST_P:
        return f"*p* < {SMALLEST_P}"
    return f"*p* = {significant(value, 2)}"


def probability(value: float) -> str:
    """The same in a column of its own: ``0.012``, ``< 0.001``."""
    return f"<{NBSP}{SMALLEST_P}" if value < SMALLEST_P else significant(value, 2)


def duration(seconds: float) -> str:
    """A wall time: ``0.42 s``, ``31 s``, ``4 min 5 s``."""
    if seconds < 60:
        return f"{significant(seconds, 2)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def listed(things: Iterable[Any], told: Callable[[Any], str] = str) -> str:
    """One thing or more, each as `told` says it: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = map(told, things)
    return f"{', '.join(most)} and {last}" if most else last


def _rounded(value: float, digits: int) -> str:
    if value == 0:
        return f"{value:g}"
    exponent = floor(log10(abs(float(f"{value:.{digits - 1}e}"))))
    decimals = digits - 1 - exponent
    return f"{round(value, decimals):.{max(decimals, 0)}f}"


def _grouped(number: str) -> str:
    """A true minus sign, and narrow spaces between thousands where there are five digits."""
    whole, point, fraction = number.replace("-", MINUS).partition(".")
    if sum(map(str.isdigit, whole)) >= 5:
        digits = whole.removeprefix(MINUS)
        sign = whole[: len(whole) - len(digits)]
        whole = sign + f"{int(digits):,}".replace(",", THIN)
    return whole + point + fraction


FILTERS = {
    function.__name__: function
    for function in (
        fixed,
        significant,
        signed,
        percent,
        integer,
        count,
        scientific,
        p_value,
        probability,
        duration,
        listed,
    )
}
