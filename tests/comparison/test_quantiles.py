import numpy as np

from analysis.comparison.quantiles import median, quantiles


def test_what_cannot_be_computed_of_one_image_spoils_no_median():
    values = np.random.default_rng(2).random((9, 3))
    known = values.copy()
    values[4, 1] = np.nan
    expected = [
        np.median(known[:, 0]),
        np.median(np.delete(known[:, 1], 4)),
        np.median(known[:, 2]),
    ]
    np.testing.assert_array_equal(median(values), expected)
    assert quantiles(values[:, 1]).median == expected[1]
    assert np.isnan(median(np.full(5, np.nan)))
    assert np.isnan(quantiles(np.full(5, np.nan)).low)
