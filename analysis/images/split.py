"""The lecture's split: the first 32 galaxies are tested on, all others train."""

import numpy as np

TEST = 32
LATENTS = 4  # of the autoencoder that is interpreted
DIMENSIONS = (LATENTS, 16, 128)
# A basis about the mean of n images has n - 1 vectors.
FEWEST_GALAXIES = TEST + max(DIMENSIONS) + 1


def split(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Test and training images, of shapes (32, ...) and (galaxies - 32, ...)."""
    return images[:TEST], images[TEST:]
