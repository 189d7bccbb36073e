"""Whether there is a galaxy in any of the images: found out first, before anything takes time."""

import numpy as np

from analysis.images.reading import GalaxyFile
from analysis.runtime.errors import InputError

AT_ONCE = 16


def require_a_galaxy(galaxies: GalaxyFile, indices: np.ndarray) -> None:
    """Look at images, those with these indices, until something stands out in the middle of one.

    Raises
    ------
    InputError
        If none has.
    """
    # Imported late: whoever only reads cached results need not wait for photutils.
    from analysis.morphology.sources import stands_out

    for some in np.split(indices, range(AT_ONCE, len(indices), AT_ONCE)):
        if any(map(stands_out, galaxies.greyscale(some))):
            return
    raise InputError(
        f"{galaxies.path}: no galaxy stands out in the middle of any of {len(indices)} images; "
        "give images that are centred on galaxies, bright on a dark sky"
    )
