"""All parts of the report, computed once for a file, a galaxy and a down-sampling factor."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.background import Progress
from analysis.cache import cached, is_cached
from analysis.cost import Cost, measured
from analysis.data.greyscale import block_average
from analysis.data.read import KEY, GalaxySet, read_galaxies
from analysis.data.source import Source, locate
from analysis.errors import InputError
from analysis.results.autoencoder import AutoencoderResult, encode_galaxies, trained_beside
from analysis.results.basis import BasisResult, share_basis
from analysis.results.data import DataResult, describe
from analysis.results.hard_threshold import HardThresholdResult, threshold_galaxies
from analysis.results.interpretation import InterpretationResult, interpret
from analysis.results.morphology import MorphologyResult, describe_morphology
from analysis.results.noise import NoiseResult, examine_noise
from analysis.results.rate_distortion import RateDistortionResult, compare_codecs
from analysis.results.robust_pca import RobustPCAResult, separate_galaxy
from analysis.results.svd import SVDResult, truncate_ranks
from analysis.results.wavelet import WaveletResult, approximate_levels
from analysis.split import FEWEST_GALAXIES
from analysis.svd import spectra

GALAXY, DOWNSAMPLE = 27, 4
# Of the images, and of what is left of them after averaging.
SMALLEST_IMAGE, SMALLEST_SIDE, SIDE_MULTIPLE = 64, 16, 8
ROOT = Path(__file__).resolve().parents[2]

if TYPE_CHECKING:
    from analysis.results.autoencoder import Trainings


@dataclass(frozen=True)
class Report:
    """The results of every part; see each part's record.

    `full` says whether every recipe was trained to its end.
    `images` are all galaxies, down-sampled: an array of shape (galaxies, side, side), 0 to 255.
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
    images: np.ndarray
    costs: dict[str, Cost] = field(metadata={"recorded": False})


def compute(
    data: str | Path | None = None,
    key: str = KEY,
    galaxy: int = GALAXY,
    downsample: int = DOWNSAMPLE,
    full: bool = False,
    progress: Progress = print,
) -> Report:
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

    Raises
    ------
    InputError
        If the images, the galaxy or the factor cannot be used.
    """
    progress("finding the images")
    source = locate(data, ROOT)
    choice = (source.kind, source.path.name, source.sha256, key, galaxy, downsample)
    full = full or is_cached(_compute, *choice, True)
    return cached(_compute, *choice, full, path=source.path, progress=progress)


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
    galaxies, cost = measured(read_galaxies, path, key, FEWEST_GALAXIES)
    _check_side(path, galaxies)
    _check_galaxy(galaxy, galaxies)
    _check_downsample(downsample, galaxies)
    images = block_average(galaxies.greyscale, downsample).astype(np.float64)
    described = describe(Source(kind, path, sha256), galaxies, galaxy, downsample)
    costs = {"reading the images": cost}
    with trained_beside(images / 255, full, progress) as trainings:
        truth = path if kind == "simulated" else None
        return _examine(described, galaxies, images, truth, full, trainings, costs, progress)


def _examine(
    described: DataResult,
    galaxies: GalaxySet,
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

    greyscale, galaxy = galaxies.greyscale, described.galaxy
    grey = galaxies.grey(galaxy)
    singular_values = step("decomposing every galaxy", spectra, greyscale)
    hard_threshold = step(
        "thresholding every galaxy", threshold_galaxies, grey, greyscale, singular_values
    )
    morphology = step("measuring every galaxy", measure, galaxies, described.bands.names)
    recovery = step(
        "measuring galaxies of known truth",
        check_on_truth,
        morphology.photometry,
        truth,
        greyscale.shape[1],
    )
    noise = step(
        "examining the noise", examine_noise, greyscale, singular_values, morphology.photometry
    )
    rate_distortion = step(
        "storing every galaxy in six ways", compare_codecs, greyscale, singular_values, galaxy
    )
    robust_pca = step("separating the chosen galaxy", separate_galaxy, grey)
    basis = step("fitting the common basis", share_basis, images, galaxy)
    progress("training the rest")
    autoencoder = encode_galaxies(images / 255, galaxy, full, trainings())
    meaning = step(
        "interpreting singular vectors and latents",
        interpret,
        morphology,
        basis.coefficients,
        autoencoder.codes,
        autoencoder.linear_codes,
        tuple(item.readings for item in autoencoder.seeds.shared) if autoencoder.seeds else (),
    )
    return Report(
        data=described,
        wavelet=approximate_levels(grey),
        svd=truncate_ranks(grey),
        hard_threshold=hard_threshold,
        basis=basis,
        autoencoder=autoencoder,
        morphology=describe_morphology(morphology, recovery, greyscale.shape[1]),
        interpretation=meaning,
        robust_pca=robust_pca,
        rate_distortion=rate_distortion,
        noise=noise,
        full=full,
        images=images.astype(np.float32),
        costs=costs,
    )


def _check_side(path: Path, galaxies: GalaxySet) -> None:
    side = galaxies.images.shape[1]
    if side < SMALLEST_IMAGE:
        raise InputError(
            f"{path}: the images are {side} pixels wide, too few to tell galaxies from their sky; "
            f"give images of at least {SMALLEST_IMAGE} pixels"
        )


def _check_galaxy(galaxy: int, galaxies: GalaxySet) -> None:
    last = len(galaxies.images) - 1
    if not 0 <= galaxy <= last:
        raise InputError(
            f"there is no galaxy {galaxy} in the set; choose an index from 0 to {last}"
        )


def _check_downsample(p: int, galaxies: GalaxySet) -> None:
    side = galaxies.images.shape[1]
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
