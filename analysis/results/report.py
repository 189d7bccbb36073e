"""All parts of the report, computed once for a file, a galaxy and a down-sampling factor."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.approximation.svd import decompose
from analysis.images.reading import KEY, GalaxyFile, open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.images.subset import evenly_spread
from analysis.results.autoencoder import AutoencoderResult, encode_galaxies, trainings_in_background
from analysis.results.basis import BasisResult, share_basis
from analysis.results.data import DataResult, describe
from analysis.results.hard_threshold import HardThresholdResult, threshold_galaxies
from analysis.results.image_file import ImageFile, locate
from analysis.results.interpretation import InterpretationResult, interpret
from analysis.results.morphology import MorphologyResult, describe_morphology
from analysis.results.noise import NoiseResult, examine_noise
from analysis.results.rate_distortion import RateDistortionResult, compare_codecs
from analysis.results.robust_pca import RobustPCAResult, separate_galaxy
from analysis.results.seeds import Shared
from analysis.results.streamed import averages, spectra
from analysis.results.svd import SVDResult, truncate_ranks
from analysis.results.wavelet import WaveletResult, approximate_levels
from analysis.runtime.background import Progress
from analysis.runtime.cache import ROOT, cached, cached_entry, is_cached
from analysis.runtime.cost import Cost, measured
from analysis.runtime.errors import InputError
from analysis.runtime.provenance import Provenance

GALAXY, DOWNSAMPLE = 27, 4
AT_HAND = 256
# Of the images, and of what is left of them after averaging.
SMALLEST_IMAGE, SMALLEST_SIDE, SIDE_MULTIPLE = 64, 16, 8

if TYPE_CHECKING:
    from analysis.results.autoencoder import Trainings


@dataclass(frozen=True)
class Report:
    """The results of every part; see each part's record.

    `full` says whether every recipe was trained to its end.
    `closer` are the indices of the galaxies that all measurements are made of, ascending; the parts
    on morphology, interpretation, compression and noise are about these.
    `at_hand` are the indices of the galaxies, one after the other, that readers of the page can
    choose from, and `images` are these, down-sampled: an array of shape (at hand, side, side),
    0 to 255.
    `costs` are those of the steps that take longest, besides training.
    """

    data: DataResult
    wavelet: WaveletResult
    svd: SVDResult
    hard_threshold: HardThresholdResult
    basis: BasisResult
    autoencoder: AutoencoderResult
    morphology: MorphologyResult
    interpretation: InterpretationResult
    robust_pca: RobustPCAResult
    rate_distortion: RateDistortionResult
    noise: NoiseResult
    full: bool
    closer: np.ndarray
    at_hand: range = field(metadata={"recorded": False})
    images: np.ndarray
    costs: dict[str, Cost] = field(metadata={"recorded": False})


def compute(
    data: str | Path | None = None,
    key: str = KEY,
    galaxy: int = GALAXY,
    downsample: int = DOWNSAMPLE,
    full: bool = False,
    progress: Progress = print,
) -> tuple[Report, Provenance]:
    """Compute the report, or find it in the cache.

    Parameters
    ----------
    data : path of an HDF5 file; None for the course's file or, without it, simulated images
    key : the images' dataset in it
    galaxy : index of the chosen galaxy, from 0
    downsample : side p of the blocks that are averaged for Tasks 4 and 5
    full : train every recipe to its end, from several seeds and with more dimensions, which takes
        half an hour; a full report that is in
        the cache is shown in any case
    progress : told in words what is being done

    Returns
    -------
    The report, and what computed it, then or now.

    Raises
    ------
    InputError
        If the images, the galaxy or the factor cannot be used.
    """
    progress("finding the images")
    source = locate(data, ROOT)
    choice = (source.kind, source.path.name, source.sha256, key, galaxy, downsample)
    full = full or is_cached(_compute, *choice, True)
    entry = cached_entry(_compute, *choice, full, path=source.path, progress=progress)
    return entry.result, entry.made


def _compute(
    kind: str,
    _name: str,
    sha256: str | None,
    key: str,
    galaxy: int,
    downsample: int,
    full: bool,
    *,
    path: Path,
    progress: Progress,
) -> Report:
    progress(f"reading {path}")
    galaxies, cost = measured(open_galaxies, path, key, FEWEST_GALAXIES, sha256)
    costs = {"checking the images": cost}
    _check_side(path, galaxies)
    _check_galaxy(galaxy, galaxies)
    _check_downsample(downsample, galaxies)
    described, costs["down-sampling the images"] = measured(
        describe, ImageFile(kind, path, sha256), galaxies, galaxy, downsample
    )
    images = averages(galaxies, downsample)
    with trainings_in_background(_to_unit(images), full, progress) as trainings:
        truth = path if kind == "simulated" else None
        return _examine(described, galaxies, images, truth, full, trainings, costs, progress)


def _examine(
    described: DataResult,
    galaxies: GalaxyFile,
    images: np.ndarray,
    truth: Path | None,
    full: bool,
    trainings: Callable[[], "Trainings"],
    costs: dict[str, Cost],
    progress: Progress,
) -> Report:
    # Imported late: whoever only reads cached results need not wait for photutils.
    from analysis.morphology import measure
    from analysis.morphology.recovery import check_on_truth

    def step(name: str, work: Callable[..., Any], *inputs: Any) -> Any:
        progress(name)
        result, costs[name] = cached(measured, work, *inputs)
        return result

    galaxy, grey = described.galaxy, described.grey
    decomposition = decompose(grey)
    singular_values = step("decomposing every galaxy", spectra, galaxies)
    hard_threshold = step(
        "thresholding every galaxy", threshold_galaxies, grey, galaxies, singular_values
    )
    closer = evenly_spread(len(galaxies), galaxy)
    some = galaxies.read(closer)
    morphology = step("measuring galaxies", measure, some, described.bands.names)
    recovery = step(
        "measuring galaxies of known truth",
        check_on_truth,
        morphology.photometry,
        truth,
        closer,
        galaxies.side,
    )
    noise = step(
        "examining the noise",
        examine_noise,
        some.greyscale,
        singular_values[closer],
        morphology.photometry,
        closer,
    )
    rate_distortion = step(
        "storing galaxies in six ways",
        compare_codecs,
        some.greyscale,
        singular_values[closer],
        int(np.searchsorted(closer, galaxy)),
    )
    del some
    robust_pca = step("separating the chosen galaxy", separate_galaxy, grey)
    basis = step("fitting the common basis", share_basis, images, galaxy)
    progress("training the rest")
    autoencoder = encode_galaxies(_to_unit(images), galaxy, full, trainings())
    meaning = step(
        "interpreting singular vectors and latents",
        interpret,
        morphology,
        basis.coefficients[closer],
        autoencoder.codes[closer],
        autoencoder.linear_codes[closer],
        tuple(item.readings[closer] for item in _shared_directions(autoencoder)),
    )
    at_hand = _at_hand(len(galaxies), galaxy)
    return Report(
        data=described,
        wavelet=approximate_levels(grey),
        svd=truncate_ranks(grey, decomposition),
        hard_threshold=hard_threshold,
        basis=basis,
        autoencoder=autoencoder,
        morphology=describe_morphology(morphology, recovery, closer, galaxies.side),
        interpretation=meaning,
        robust_pca=robust_pca,
        rate_distortion=rate_distortion,
        noise=noise,
        full=full,
        closer=closer,
        at_hand=at_hand,
        images=images[at_hand.start : at_hand.stop],
        costs=costs,
    )


def _to_unit(images: np.ndarray) -> np.ndarray:
    """Pixels of 0 to 255 as 0 to 1, float32."""
    return (images.astype(np.float64) / 255).astype(np.float32)


def _shared_directions(autoencoder: AutoencoderResult) -> tuple[Shared, ...]:
    return autoencoder.seeds.shared if autoencoder.seeds else ()


def _at_hand(number: int, galaxy: int) -> range:
    """Up to 256 galaxies around one."""
    first = max(0, min(galaxy - AT_HAND // 2, number - AT_HAND))
    return range(first, min(first + AT_HAND, number))


def _check_side(path: Path, galaxies: GalaxyFile) -> None:
    side = galaxies.side
    if side < SMALLEST_IMAGE:
        raise InputError(
            f"{path}: the images are {side} pixels wide, too few to tell galaxies from their sky; "
            f"give images of at least {SMALLEST_IMAGE} pixels"
        )


def _check_galaxy(galaxy: int, galaxies: GalaxyFile) -> None:
    last = len(galaxies) - 1
    if not 0 <= galaxy <= last:
        raise InputError(
            f"there is no galaxy {galaxy} in the set; choose an index from 0 to {last}"
        )


def _check_downsample(p: int, galaxies: GalaxyFile) -> None:
    side = galaxies.side
    usable = [
        factor
        for factor in range(1, side + 1)
        if side % factor == 0
        and side // factor >= SMALLEST_SIDE
        and side // factor % SIDE_MULTIPLE == 0
    ]
    if p < 1 or side % p:
        raise InputError(
            f"a down-sampling factor of {p} does not divide the image size of {side} pixels; "
            f"choose one of {', '.join(map(str, usable))}"
        )
    if p not in usable:
        raise InputError(
            f"averaged over {p} x {p} pixels the images are {side // p} pixels wide, which the "
            f"autoencoder's three halvings cannot use; choose one of {', '.join(map(str, usable))}"
        )
