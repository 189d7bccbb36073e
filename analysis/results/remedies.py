"""What averaging and whitening do for thresholding, where the truth is known."""

from dataclasses import dataclass

import numpy as np
import scipy

from analysis.approximation.svd import singular_values
from analysis.comparison.fidelity import relative_errors
from analysis.comparison.paired import CHOOSING, TESTING, Paired, corrected, paired
from analysis.images.greyscale import block_average
from analysis.results.noise_alone import SEED, TRIALS, smoothed, white_noise
from analysis.runtime.parallel import over_galaxies
from analysis.simulation.noiseless import Pairs
from analysis.threshold.denoising import AVERAGED, implied_noise, keep, prepare
from analysis.threshold.sky import sky_autocorrelation
from analysis.threshold.whitening import NoiseModel

SMOOTHING = 0.8
RANK = 6
STRENGTHS = np.linspace(8, 18, RANK)
FACTOR_SMOOTHING = 8
# Of the noisy image's error; what a rule leaves of more than that is little gained.
LITTLE_GAINED = 0.9


@dataclass(frozen=True)
class Row:
    """One rule after one preparation; medians over trials.

    Attributes
    ----------
    kept, of : singular values kept, and how many there are
    """

    preparation: str
    rule: str
    kept: float
    of: int

    @property
    def images(self) -> str:
        """What images the rule is applied to, in words."""
        return "as they are" if self.preparation == "as it is" else self.preparation


@dataclass(frozen=True)
class TrueRow(Row):
    """The same where the truth is known, after averaging over 2 x 2.

    Attributes
    ----------
    relative_error : against the truth
    best_kept, best_error : of the truncation that comes closest to the truth
    better : trials in which it comes closer to the truth than what was given
    errors : those of which `relative_error` is the median, array of shape (trials,)
    shrunk_errors : the same if singular values are optimally shrunk for the same noise, instead of
        kept or dropped
    """

    relative_error: float
    best_kept: float
    best_error: float
    better: int
    errors: np.ndarray
    shrunk_errors: np.ndarray

    @property
    def shrunk_error(self) -> float:
        """Median after shrinkage."""
        return float(np.median(self.shrunk_errors))


@dataclass(frozen=True)
class Control:
    """Noise of one kind without any image, of which nothing should be kept.

    Attributes
    ----------
    name, trials : the kind of noise, and how many images of it
    autocorrelation : median lag-1 autocorrelation in their corners
    """

    name: str
    trials: int
    autocorrelation: float
    rows: tuple[Row, ...]

    def row(self, preparation: str, rule: str) -> Row:
        """One of the rows by its names."""
        return next(r for r in self.rows if (r.preparation, r.rule) == (preparation, rule))


@dataclass(frozen=True)
class Trials:
    """Noisy images of one kind, and what the rules make of them.

    Attributes
    ----------
    name, trials : the kind of image, and how many
    autocorrelation : median lag-1 autocorrelation in their corners
    observed_error : of the noisy images against the truth, after averaging over 2 x 2
    rank : the true one, if there is one
    """

    name: str
    trials: int
    autocorrelation: float
    rows: tuple[TrueRow, ...]
    observed_error: float
    rank: int | None

    @property
    def leaders(self) -> tuple[TrueRow, TrueRow]:
        """The two rows that come closest to the truth in half of the trials."""
        first, second, *_ = sorted(self.rows, key=lambda row: np.median(row.errors[CHOOSING]))
        return first, second

    @property
    def verdicts(self) -> tuple[Paired, Paired, Paired]:
        """The median rule after averaging against after whitening; the leaders; and shrinkage.

        The leaders are compared in the other half of the trials, and so is the first of them with
        shrinkage for the same noise. All tests are corrected for being three.
        """
        remedies = self.compare("averaged 2 × 2", "whitened", "unknown noise")
        first, second = (row.errors[TESTING] for row in self.leaders)
        shrunk = self.leaders[0].shrunk_errors[TESTING]
        found = [remedies, paired(first, second), paired(shrunk, first)]
        return corrected(found)  # type: ignore[return-value]

    @property
    def rank_found(self) -> bool:
        """Whether the median rule keeps the true rank after either remedy."""
        remedied = (self.row(one, "unknown noise") for one in ("averaged 2 × 2", "whitened"))
        return all(row.kept == self.rank for row in remedied)

    def row(self, preparation: str, rule: str) -> TrueRow:
        """One of the rows by its names."""
        return next(r for r in self.rows if (r.preparation, r.rule) == (preparation, rule))

    def gains_little(self, row: TrueRow) -> bool:
        """Whether one of the rows ends hardly closer to the truth than what was given."""
        return row.relative_error > LITTLE_GAINED * self.observed_error

    def compare(self, first: str, second: str, rule: str) -> Paired:
        """One rule's errors after two preparations of the same images."""
        return paired(self.row(first, rule).errors, self.row(second, rule).errors)


def controls(model: NoiseModel, side: int) -> tuple[Control, ...]:
    """Noise alone, of which 0 should be kept: white, smoothed, and correlated like a sky's."""
    white = white_noise(side)
    return (
        _control("white noise", white),
        _control(f"smoothed by {SMOOTHING} pixels", smoothed(white, SMOOTHING)),
        _control("correlated as in the sky", np.stack([model.colour(image) for image in white])),
    )


def _control(name: str, noise: np.ndarray) -> Control:
    found = over_galaxies(_kept, noise)
    rows = tuple(
        Row(*key, *np.median([one[key] for one in found], axis=0).tolist()) for key in found[0]
    )
    return Control(name, len(noise), _median_autocorrelation(noise), rows)


def _kept(image: np.ndarray) -> dict[tuple[str, str], tuple[int, int]]:
    """Kept, of how many, for every row."""
    return {
        (preparation, rule): (threshold.kept, len(prepared.matrix))
        for preparation, prepared in prepare(image).items()
        for rule, threshold in keep(prepared.matrix, singular_values(prepared.matrix)).items()
    }


def planted_images(model: NoiseModel, side: int) -> Pairs:
    """Smooth images of rank 6 that fade towards the border, as galaxies do, under such noise."""
    generator = np.random.default_rng(SEED)
    truths = np.stack([_smooth_image(side, generator) for _ in range(TRIALS)])
    noise = [model.colour(generator.normal(size=(side, side))) for _ in range(TRIALS)]
    return Pairs(truths + np.stack(noise), truths)


def _smooth_image(side: int, generator: np.random.Generator) -> np.ndarray:
    walks = scipy.ndimage.gaussian_filter1d(
        generator.normal(size=(2, side, RANK)), FACTOR_SMOOTHING, axis=1
    )
    left, right = np.linalg.qr(walks * np.hanning(side)[:, None])[0]
    return np.sqrt(side) * (left * STRENGTHS) @ right.T


def thresholded_against_truth(name: str, pairs: Pairs, rank: int | None) -> Trials:
    """Threshold noisy images and compare with the same images without noise."""
    truths = block_average(pairs.noiseless, AVERAGED)
    observed = relative_errors(truths, block_average(pairs.observed, AVERAGED))
    found = over_galaxies(_denoise, pairs.observed, truths)
    return Trials(
        name=name,
        trials=len(truths),
        autocorrelation=_median_autocorrelation(pairs.observed),
        rows=tuple(_row(key, np.array([one[key] for one in found]), observed) for key in found[0]),
        observed_error=float(np.median(observed)),
        rank=rank,
    )


def _row(key: tuple[str, str], found: np.ndarray, observed: np.ndarray) -> TrueRow:
    """Sum up what `_denoise` found, array of shape (trials, 6)."""
    kept, of, error, best_kept, best_error, _ = np.median(found, axis=0).tolist()
    better = int(np.count_nonzero(found[:, 2] < observed))
    errors, shrunk_errors = found[:, 2], found[:, 5]
    summary = (kept, round(of), error, best_kept, best_error, better)
    return TrueRow(*key, *summary, errors, shrunk_errors)


def _denoise(image: np.ndarray, truth: np.ndarray) -> dict[tuple[str, str], tuple[float, ...]]:
    """What every row needs of one image: see `_row`.

    Kept, of how many, error, rank and error of the best truncation, and error after shrinkage.
    """
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for preparation, prepared in prepare(image).items():
        errors = prepared.errors(truth)
        best = int(errors.argmin())
        for rule, threshold in keep(prepared.matrix, prepared.svd.singular_values).items():
            side = len(prepared.matrix)
            shrunk = prepared.shrunk_error(truth, implied_noise(threshold, side))
            numbers = (threshold.kept, side, float(errors[threshold.kept]))
            found[preparation, rule] = (*numbers, best, float(errors[best]), shrunk)
    return found


def _median_autocorrelation(images: np.ndarray) -> float:
    return float(np.median([sky_autocorrelation(image) for image in images]))
