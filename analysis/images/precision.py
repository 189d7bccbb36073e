"""What images cannot tell: they are kept in single precision."""

import numpy as np

EXACT = 8 * float(np.finfo(np.float32).eps)
"""A few roundings: up to this, a relative difference of images is none."""
