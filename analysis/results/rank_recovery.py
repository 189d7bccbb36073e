"""Do the rules find the rank of matrices whose rank is known? White noise, as theory assumes."""

from dataclasses import dataclass

import numpy as np

from analysis.approximation.svd import singular_values
from analysis.runtime.parallel import over_galaxies
from analysis.threshold.detection import detection_limit, keeping_limit, planted
from analysis.threshold.rules import threshold_known_noise, threshold_unknown_noise

SHAPES = ((128, 128), (64, 256))
RANK = 8
STRENGTHS = np.round(np.arange(0.5, 3.51, 0.15), 2)
TRIALS = 10
SEED = 5
RELIABLE = 0.9


@dataclass(frozen=True)
class RankRecovery:
    """Matrices of one shape and rank, over a grid of signal strengths.

    Attributes
    ----------
    beta : aspect ratio of the shape
    strengths : the signal's singular values over sqrt(n) sigma
    known, unknown : share of trials in which a rule keeps exactly the right rank
    known_kept, unknown_kept : mean numbers kept
    limit, keeping : theory's limits of detection, and of keeping by the threshold
    known_reliable, unknown_reliable : first strengths from which on at least 90 % are right
    """

    beta: float
    shape: tuple[int, int]
    rank: int
    trials: int
    strengths: np.ndarray
    known: np.ndarray
    unknown: np.ndarray
    known_kept: np.ndarray
    unknown_kept: np.ndarray
    limit: float
    keeping: float
    known_reliable: float | None
    unknown_reliable: float | None

    @property
    def reliably(self) -> float:
        """Share of the trials from which a rule is called reliable."""
        return RELIABLE


def recover(shape: tuple[int, int]) -> RankRecovery:
    """Hide a signal of known rank in white noise and count what the rules keep."""
    generator = np.random.default_rng(SEED)
    matrices = [
        planted(shape, RANK, strength, generator) + generator.normal(size=shape)
        for strength in STRENGTHS
        for _ in range(TRIALS)
    ]
    values = over_galaxies(singular_values, matrices)
    kept = np.array(
        [
            [threshold_known_noise(s, shape, 1.0).kept, threshold_unknown_noise(s, shape).kept]
            for s in values
        ]
    ).reshape(len(STRENGTHS), TRIALS, 2)
    known, unknown = (kept == RANK).mean(axis=1).T
    beta = min(shape) / max(shape)
    return RankRecovery(
        beta=beta,
        shape=shape,
        rank=RANK,
        trials=TRIALS,
        strengths=STRENGTHS,
        known=known,
        unknown=unknown,
        known_kept=kept[..., 0].mean(axis=1),
        unknown_kept=kept[..., 1].mean(axis=1),
        limit=detection_limit(beta),
        keeping=keeping_limit(beta),
        known_reliable=_reliable_from(known),
        unknown_reliable=_reliable_from(unknown),
    )


def _reliable_from(right: np.ndarray) -> float | None:
    unreliable = np.flatnonzero(right < RELIABLE)
    first = unreliable[-1] + 1 if len(unreliable) else 0
    return float(STRENGTHS[first]) if first < len(STRENGTHS) else None
