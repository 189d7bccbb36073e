import numpy as np
import pytest

from analysis.results.against import Against


@pytest.mark.parametrize(
    ("ratio", "better", "p_value", "expected"),
    [
        (0.8, 20, 0.01, "CAE"),
        (1.2, 10, 0.01, "SVD"),
        (0.8, 10, 0.01, "contradiction"),
        (1.2, 20, 0.01, "contradiction"),
        (0.8, 30, 0.05, "neither"),
        (np.nan, 0, 0.01, "SVD"),
    ],
)
def test_who_rebuilds_better(ratio, better, p_value, expected):
    assert Against("SVD", 32, ratio, better, p_value).verdict == expected
