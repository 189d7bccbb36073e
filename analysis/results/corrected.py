"""Several tests that are read together, corrected for their number."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.comparison.paired import Paired
from analysis.meaning.associations import holm


def corrected(tests: Sequence[Paired]) -> tuple[Paired, ...]:
    """The same comparisons with Holm's correction of their p-values.

    References
    ----------
    Holm (1979), Scand. J. Statist. 6, 65.
    """
    p_values = holm(np.array([test.p_value for test in tests]))
    return tuple(replace(test, p_value=float(p)) for test, p in zip(tests, p_values, strict=True))
