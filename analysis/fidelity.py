"""How close a reconstruction comes to its image."""

from dataclasses import dataclass

import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

DATA_RANGE = 255


@dataclass(frozen=True)
class Fidelity:
    """Relative Frobenius error, peak signal-to-noise ratio (dB) and structural similarity."""

    relative_error: float
    psnr: float
    ssim: float


def relative_error(image: np.ndarray, reconstruction: np.ndarray) -> float:
    """Frobenius norm of the residual over that of the image; both of shape (side, side)."""
    return float(np.linalg.norm(image - reconstruction) / np.linalg.norm(image))


def fidelity(image: np.ndarray, reconstruction: np.ndarray) -> Fidelity:
    """Compare a reconstruction with its image.

    Parameters
    ----------
    image, reconstruction : arrays of shape (side, side), 0 to 255; nothing is clipped

    References
    ----------
    Wang, Bovik, Sheikh & Simoncelli (2004), IEEE Trans. Image Process. 13, 600 (SSIM), as
    implemented, with its defaults, by scikit-image.
    """
    return Fidelity(
        relative_error(image, reconstruction),
        float(peak_signal_noise_ratio(image, reconstruction, data_range=DATA_RANGE)),
        float(structural_similarity(image, reconstruction, data_range=DATA_RANGE)),
    )
