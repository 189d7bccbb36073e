"""All parts of the report, computed once for a file, a galaxy and a down-sampling factor."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.approximation.svd import SVD, decompose
from analysis.comparison.paired import Duel
from analysis.images.greyscale import to_unit
from analysis.images.reading import GalaxyFile, open_galaxies
from analysis.images.resolution import averaged_if_large
from analysis.images.split import FEWEST_GALAXIES, evenly_spread
from analysis.results.autoencoder import AutoencoderResult, encode_galaxies, trainings_in_background
from analysis.results.basis import BasisResult, share_basis
from analysis.results.data import DataResult, describe
from analysis.results.example import choose_example, require_a_galaxy
from analysis.results.hard_threshold import HardThresholdResult, threshold_galaxies
from analysis.results.image_file import ImageFile, locate
from analysis.results.interpretation import InterpretationResult, interpret
from analysis.results.likeness import Likeness, compare_with_real
from analysis.results.morphology import MorphologyResult, describe_morphology
from analysis.results.native_size import NativeSizeResult, examine_native_size
from analysis.results.noise import NoiseResult, examine_noise
from analysis.results.noise_alone import NoiseAlone, threshold_noise_alone
from analysis.results.rate_distortion import RateDistortionResult, compare_codecs
from analysis.results.robust_pca import RobustPCAResult, separate_galaxy
from analysis.results.skies import Skies, measure_skies
from analysis.results.svd import Rank, SVDResult, decompose_all, truncate_ranks
from analysis.results.wavelet import WaveletResult, approximate_levels
from analysis.runtime.background import Progress
from analysis.runtime.cache import ROOT, cached, cached_entry, is_cached
from analysis.runtime.cost import Cost, measured
from analysis.runtime.errors import InputError
from analysis.runtime.provenance import Provenance

DOWNSAMPLE = 4
AT_HAND = 256
# Of the images, and of what is left of them after averaging.
SMALLEST_IMAGE, SMALLEST_SIDE, SIDE_MULTIPLE = 64, 16, 8

if TYPE_CHECKING:
    from analysis.morphology.properties import Morphology
    from analysis.results.autoencoder import Trainings


@dataclass(frozen=True)
class Report:
    """The results of every part; see each part's record.

    `full` says whether every recipe was trained to its end.
    `closer` are the indices of the galaxies that all measurements are made of, ascending; the parts
    on morphology, interpretation, compression and noise are about these.
    `likeness` is that of a simulated set to the real one.
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
    native_size: NativeSizeResult | None
    likeness: Likeness | None
    full: bool
    closer: np.ndarray
    at_hand: range = field(metadata={"recorded": False})
    images: np.ndarray
    costs: dict[str, Cost] = field(metadata={"recorded": False})

    @property
    def at_equal_storage(self) -> tuple[Duel, ...]:
        """The wavelet against as many numbers of the SVD, at 1/4 and 1/16."""
        return self._duels(self.svd.equal_storage)

    @property
    def at_equal_parts(self) -> tuple[Duel, ...]:
        """The wavelet against 1/4 and 1/16 of the singular values."""
        return self._duels(self.svd.ranks)

    def _duels(self, ranks: tuple[Rank, ...]) -> tuple[Duel, ...]:
        return tuple(
            Duel("the wavelet", "the SVD", level.relative_error, rank.relative_error)
            for level, rank in zip(self.wavelet.levels, ranks, strict=True)
        )


def compute(
    data: str | Path | None = None,
    key: str | None = None,
    galaxy: int | None = None,
    downsample: int | None = None,
    full: bool = False,
    progress: Progress = print,
) -> tuple[Report, Provenance]:
    """Compute the report, or find it in the cache.

    Parameters
    ----------
    data : path of an HDF5 file; None for the course's file or, without it, simulated images
    key : the images' dataset in it; None for the usual name
    galaxy : index of the chosen galaxy, from 0; None for the one of the clearest arms
    downsample : side p of the blocks that are averaged for Tasks 4 and 5; None for 4, or what is
        nearest to it that can be used
    full : train every recipe to its end, from more seeds and with more dimensions, which takes
        half an hour; a full report that is in the cache is shown in any case
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
    key: str | None,
    chosen: int | None,
    downsample: int | None,
    full: bool,
    *,
    path: Path,
    progress: Progress,
) -> Report:
    progress(f"reading {path}")
    galaxies, cost = measured(open_galaxies, path, key, FEWEST_GALAXIES, sha256)
    costs = {"checking the images": cost}
    galaxies = averaged_if_large(galaxies)
    _check_side(path, galaxies)
    _check_galaxy(chosen, galaxies)
    downsample = _downsample(downsample, galaxies)
    require_a_galaxy(galaxies, evenly_spread(len(galaxies), chosen or 0))
    example, costs["comparing spiral arms"] = measured(choose_example, galaxies, chosen)
    described, costs["down-sampling the images"] = measured(
        describe, ImageFile(kind, path, sha256), galaxies, example, downsample
    )
    images = galaxies.averages(downsample)
    with trainings_in_background(to_unit(images), full, progress) as trainings:
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
    step = partial(_step, costs, progress)
    galaxy, grey, bands = described.galaxy, described.grey, described.bands.names
    closer = evenly_spread(len(galaxies), galaxy)
    decomposition = decompose(grey)
    hard_threshold, sampled = _threshold(step, grey, decomposition, galaxies, closer)
    measured, parts = _examine_sample(step, galaxies, galaxy, bands, sampled, truth, progress)
    basis = step("fitting the common basis", share_basis, images, galaxy)
    separated = step("separating the chosen galaxy", separate_galaxy, grey)
    progress("training the rest")
    autoencoder = encode_galaxies(to_unit(images), galaxy, closer, full, trainings())
    hand = _at_hand(len(galaxies), galaxy)
    return Report(
        data=described,
        wavelet=approximate_levels(grey),
        svd=truncate_ranks(grey, decomposition),
        hard_threshold=hard_threshold,
        basis=basis,
        autoencoder=autoencoder,
        **parts,
        interpretation=_interpret(step, measured, basis, autoencoder, closer),
        robust_pca=separated,
        likeness=compare_with_real(measured, basis.ranks_for["80"], described.example.typical)
        if truth
        else None,
        full=full,
        closer=closer,
        at_hand=hand,
        images=images[hand.start : hand.stop],
        costs=costs,
    )


def _step(
    costs: dict[str, Cost],
    tell: Progress,
    name: str,
    work: Callable[..., Any],
    *inputs: Any,
    **unkeyed: Any,
) -> Any:
    """Tell what is being done, do it or find it in the cache, and note what it cost."""
    tell(name)
    result, costs[name] = cached(measured, work, *inputs, **unkeyed)
    return result


@dataclass(frozen=True)
class _Sampled:
    """What thresholding has found of the galaxies that are examined closely.

    Attributes
    ----------
    galaxies : their indices in the set
    singular_values : array of shape (n, side)
    skies : of the same galaxies
    noise_alone : what the median rule keeps of images without a galaxy
    """

    galaxies: np.ndarray
    singular_values: np.ndarray
    skies: Skies
    noise_alone: NoiseAlone


def _threshold(
    step: Callable[..., Any],
    grey: np.ndarray,
    decomposition: SVD,
    galaxies: GalaxyFile,
    closer: np.ndarray,
) -> tuple[HardThresholdResult, _Sampled]:
    """Threshold the chosen galaxy, all galaxies and noise alone."""
    values = step("decomposing every galaxy", decompose_all, galaxies)
    skies = step("thresholding every galaxy", measure_skies, galaxies, values)
    alone = step("thresholding noise alone", threshold_noise_alone, galaxies.side)
    result = threshold_galaxies(grey, decomposition, skies, alone)
    return result, _Sampled(closer, values[closer], skies.some(closer), alone)


def _examine_sample(
    step: Callable[..., Any],
    galaxies: GalaxyFile,
    galaxy: int,
    bands: tuple[str, str, str],
    sampled: _Sampled,
    truth: Path | None,
    progress: Progress,
) -> tuple["Morphology", dict[str, Any]]:
    """What is measured of the galaxies that are examined closely, and these parts of the report."""
    # Imported late: whoever only reads cached results need not wait for photutils.
    from analysis.morphology.properties import measure
    from analysis.morphology.recovery import check_on_truth

    closer, values, skies = sampled.galaxies, sampled.singular_values, sampled.skies
    images = galaxies.read(closer)
    measured = step("measuring galaxies", measure, images, bands, progress=progress)
    found = measured.photometry
    truths = (found, truth, closer, galaxies.side)
    recovery = step("measuring galaxies of known truth", check_on_truth, *truths)
    noises = (skies, sampled.noise_alone, found, measured.other_sources, closer)
    noise = step("examining the noise", examine_noise, images, values, *noises)
    example = int(np.searchsorted(closer, galaxy))
    native = (images.greyscale, galaxies.rounding, skies, example)
    native_size = step("measuring native sizes", examine_native_size, *native)
    stored = (images.greyscale, values, skies.sigma, example)
    rate_distortion = step("storing galaxies in six ways", compare_codecs, *stored)
    return measured, {
        "morphology": describe_morphology(measured, recovery, closer, galaxies.side),
        "noise": noise,
        "native_size": native_size,
        "rate_distortion": rate_distortion,
    }


def _interpret(
    step: Callable[..., Any],
    morphology: "Morphology",
    basis: BasisResult,
    autoencoder: AutoencoderResult,
    closer: np.ndarray,
) -> InterpretationResult:
    return step(
        "interpreting singular vectors and latents",
        interpret,
        morphology,
        basis.coefficients[closer],
        autoencoder.linear_codes[closer],
        autoencoder.readings,
        tuple(item.readings[closer] for item in autoencoder.seeds.shared),
    )


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


def _check_galaxy(galaxy: int | None, galaxies: GalaxyFile) -> None:
    last = len(galaxies) - 1
    if galaxy is not None and not 0 <= galaxy <= last:
        raise InputError(
            f"there is no galaxy {galaxy} in the set; choose an index from 0 to {last}"
        )


def _downsample(p: int | None, galaxies: GalaxyFile) -> int:
    """The factor that is asked for, if it can be used; the one nearest to 4 if none is."""
    side = galaxies.side
    usable = [
        factor
        for factor in range(1, side + 1)
        if side % factor == 0
        and side // factor >= SMALLEST_SIDE
        and side // factor % SIDE_MULTIPLE == 0
    ]
    if p is None:
        return min(usable, key=lambda factor: (abs(factor - DOWNSAMPLE), -factor))
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
    return p
