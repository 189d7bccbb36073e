"""How much of all galaxies several ways of storing them keep, against the numbers they store."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.approximation.codecs import (
    Codec,
    LargestCosines,
    LargestWavelets,
    LowestCosines,
    SampleVectors,
    TruncatedSVD,
    WaveletAverages,
)
from analysis.approximation.svd import spectra
from analysis.comparison.contest import Contest, FreeVectors, contest, free_vectors
from analysis.comparison.fidelity import relative_errors
from analysis.comparison.paired import corrected
from analysis.comparison.quantiles import Quantiles, quantiles
from analysis.comparison.rate_distortion import LOOKED_AT, Curve, curve, measure
from analysis.comparison.residuals import COARSE, FINE, Residual, residuals
from analysis.comparison.spectra import BY_CHANCE, directions
from analysis.comparison.truth import Closest, Truth, closest, stored_against_truth
from analysis.comparison.wavelet_choice import Wavelet, WaveletChoice, compare_wavelets
from analysis.images.precision import EXACT
from analysis.results.bits import BitsResult, compare_bits
from analysis.results.wavelet import WAVELET
from analysis.runtime.cache import cached
from analysis.simulation.noiseless import Pairs, observe

PARTS = (4, 16, 64, 256)


@dataclass(frozen=True)
class RateDistortionResult:
    """Every method's curve, the table at some budgets, and what stands behind it.

    Attributes
    ----------
    wavelet : of the averages and of the largest coefficients
    galaxies, ssim_galaxies, pixels : numbers of galaxies, of those with SSIM, and of pixels
    noise : relative error that the sky's noise alone would make, over all galaxies
    contests : with everything counted
    bits : the same in bits
    free_contests : without shared vectors, and with positions for free
    free_vectors : all of the shared vectors for free, at the smallest budget of the others
    directions : the part of all directions within which `axis_share` counts
    simulated, simulated_error : simulated galaxies, and the median error of their observed images
    truths, closest : what storing does to them, one a budget, and the budget that does best
    """

    wavelet: str
    galaxies: int
    ssim_galaxies: int
    pixels: int
    noise: Quantiles
    curves: tuple[Curve, ...]
    contests: tuple[Contest, ...]
    free_contests: tuple[Contest, ...]
    free_vectors: FreeVectors
    bits: BitsResult
    residuals: tuple[Residual, ...]
    directions: float
    wavelets: tuple[Wavelet, ...]
    simulated: int
    simulated_error: float
    truths: tuple[Truth, ...]
    closest: Closest

    @property
    def tests(self) -> int:
        """Comparisons of two ways, for whose number all their p-values are corrected.

        The free contests, of which only the order is told, are corrected for their own number.
        """
        return len(self.contests) + len(self.bits.contests) + len(self.truths) + 2

    @property
    def fine(self) -> tuple[str, ...]:
        """Methods whose residuals are nearly all fine."""
        return tuple(item.method for item in self.residuals if item.fine)

    @property
    def coarse(self) -> tuple[str, ...]:
        """Methods whose residuals are coarse to a large part."""
        return tuple(item.method for item in self.residuals if item.coarse)

    @property
    def slanted(self) -> Residual | None:
        """What the own SVD misses, if clearly less of it than by chance lies along either axis."""
        own = [item for item in self.residuals if item.method == "own SVD"]
        return next((i for i in own if directions(i.axis_share) == "across"), None)

    @property
    def noisy(self) -> bool:
        """Whether the sky of the median image has any noise."""
        return self.noise.median > EXACT

    @property
    def changed_by_indices(self) -> tuple[str, ...]:
        """Budgets at which another way is chosen if indices cost nothing, shared vectors aside."""
        shared = self.curves[-1].method
        pairs = zip(self.contests, self.free_contests, strict=True)
        return tuple(
            f"1/{free.part}"
            for counted, free in pairs
            if free.entries[0].method
            != next(e.method for e in counted.entries if e.method != shared)
        )

    @property
    def fine_from(self) -> float:
        """Share of a residual's power at short wavelengths above which it is called fine."""
        return FINE

    @property
    def coarse_from(self) -> float:
        """Share of a residual's power at long wavelengths above which it is called coarse."""
        return 1 - COARSE

    @property
    def choice(self) -> WaveletChoice:
        """Which wavelet does best, and how much that matters."""
        return WaveletChoice(self.wavelets, self.wavelet)

    def contest(self, part: int) -> Contest:
        """At 1/part of the numbers, everything counted."""
        return next(item for item in self.contests if item.part == part)

    def noise_matters(self, part: int) -> bool:
        """Whether the sky's noise exceeds the smallest median error at 1/part of the numbers."""
        return self.noise.median > self.contest(part).entries[0].relative_error.median


def compare_codecs(
    greyscale: np.ndarray, singular_values: np.ndarray, sigmas: np.ndarray, galaxy: int
) -> RateDistortionResult:
    """Store all galaxies in all ways.

    Parameters
    ----------
    greyscale : array of shape (galaxies, side, side), 0 to 255
    singular_values : array of shape (galaxies, side)
    sigmas : noise of every sky, array of shape (galaxies,)
    galaxy : index of the chosen galaxy
    """
    norms = np.linalg.norm(greyscale.astype(np.float64), axis=(1, 2))
    codecs = _codecs_of_one(greyscale, singular_values)
    of_one = [measure(codec, greyscale, norms) for codec in codecs]
    sample = SampleVectors(greyscale)
    measured = [*of_one, measure(sample, greyscale, norms)]
    pixels = greyscale[0].size
    pairs: Pairs = cached(observe, greyscale.shape[1])
    truths = _against_truth(pairs)
    found = RateDistortionResult(
        wavelet=WAVELET,
        galaxies=len(greyscale),
        ssim_galaxies=len(greyscale[:LOOKED_AT]),
        pixels=pixels,
        noise=quantiles(sigmas * np.sqrt(pixels) / norms),
        curves=tuple(curve(item) for item in measured),
        contests=tuple(contest(measured, pixels, part, counted=True) for part in PARTS),
        free_contests=tuple(contest(of_one, pixels, part, counted=False) for part in PARTS),
        free_vectors=free_vectors(measured[-1], of_one, pixels, PARTS[-1]),
        bits=compare_bits(greyscale, sample, norms, WAVELET),
        residuals=residuals(measured, greyscale, galaxy),
        directions=BY_CHANCE,
        wavelets=compare_wavelets(greyscale, norms),
        simulated=len(pairs.observed),
        simulated_error=float(np.median(relative_errors(pairs.noiseless, pairs.observed))),
        truths=truths,
        closest=closest(truths),
    )
    return _corrected(found)


def _against_truth(pairs: Pairs) -> tuple[Truth, ...]:
    codecs = _codecs_of_one(pairs.observed, spectra(pairs.observed))
    return tuple(stored_against_truth(codecs, pairs.noiseless, part) for part in PARTS)


def _corrected(found: RateDistortionResult) -> RateDistortionResult:
    """All verdicts, with their tests corrected for the number that there are."""
    contests, truths, bits = found.contests, found.truths, found.bits.contests
    leads = [item.lead for part in (contests, truths, bits) for item in part]
    tests = [*leads, found.free_vectors.against, found.closest.against]
    *leads, vectors, near = corrected(tests)
    each, free = iter(leads), corrected([item.lead for item in found.free_contests])
    return replace(
        found,
        contests=tuple(replace(item, lead=next(each)) for item in contests),
        free_contests=tuple(
            replace(item, lead=lead) for item, lead in zip(found.free_contests, free, strict=True)
        ),
        truths=tuple(replace(item, lead=next(each)) for item in truths),
        bits=replace(found.bits, contests=tuple(replace(i, lead=next(each)) for i in bits)),
        free_vectors=replace(found.free_vectors, against=vectors),
        closest=replace(found.closest, against=near),
    )


def _codecs_of_one(images: np.ndarray, singular_values: np.ndarray) -> list[Codec]:
    """All that need nothing but the one image."""
    return [
        WaveletAverages(images, WAVELET),
        LargestWavelets(images, WAVELET),
        LargestCosines(images),
        LowestCosines(images),
        TruncatedSVD(images, singular_values),
    ]
