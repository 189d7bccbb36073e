"""What two sentences of one report must not say: two values of one thing, or opposite verdicts."""

import re
from collections.abc import Iterator, Mapping

NUMBER = r"([+−]?\d[\d.\u202f]*\d|\d)"

SAME: dict[str, tuple[tuple[str, str], ...]] = {
    "singular values that the median rule keeps": (
        ("answers/abstract", f"hard thresholding keeps {NUMBER} of its"),
        ("threshold/chosen", rf"the median rule keeps {NUMBER} \("),
        ("figures/singular-values", f"for unknown noise after rank {NUMBER}"),
        ("figures/thresholded", f"the median rule's result with {NUMBER} singular"),
    ),
    "singular values that the noise of the sky keeps": (
        ("answers/abstract", f"and {NUMBER} if the noise is measured on the sky"),
        ("threshold/chosen", f"The rule for known noise keeps {NUMBER}"),
        ("figures/singular-values", f"for known noise after rank {NUMBER}"),
        ("figures/thresholded", f"that for known noise with {NUMBER},"),
    ),
    "error of the autoencoder over that of the SVD": (
        ("answers/abstract", f"not seen is {NUMBER} times that of the SVD"),
        ("answers/trained", f"error is {NUMBER} times that of four singular vectors"),
        ("autoencoder/comparison", rf"\*\*d = 4\*\*, [^*]*?{NUMBER} times"),
    ),
    "ranks for 80% of the variance": (
        ("answers/abstract", f"80% of the variance lies along {NUMBER} of the vectors"),
        ("answers/spectrum", f"80% takes r = {NUMBER} and"),
        ("basis/spectrum", f"for 50%, {NUMBER} for 80%"),
    ),
    "cosine of the first vector with the mean": (
        ("basis/spectrum", f"cosine with the mean image is {NUMBER}"),
        ("figures/vectors", f"has a cosine of {NUMBER} with the mean"),
    ),
    "median error of the best way at 1/16": (
        ("compression/contests", rf"\*\*At 1/16\*\*.*?{NUMBER}"),
        ("figures/rate-distortion", rf"At 1/16 of the numbers the median error of .*? is {NUMBER}"),
    ),
    "errors of wavelet and SVD at 1/16 of the numbers, over each other": (
        ("answers/compared", f"is {NUMBER} times as large"),
        ("svd/comparison", rf"At 1/16\.\*\*.*?the error of the \w+ is {NUMBER} times as large"),
    ),
    "autocorrelation of the sky": (
        ("noise/correlation", f"at lags 1, 2 and 3 is {NUMBER}"),
        ("figures/correlation", f"falls from 1 to {NUMBER} at lag 1"),
    ),
    "what the median rule keeps of noise like the skies'": (
        ("noise/remedies", f"the median rule keeps {NUMBER}, after averaging"),
        ("noise/remedies", rf"\| correlated as in the sky \| [+−\d.]+ \| {NUMBER} \|"),
    ),
}
"""For one thing, where it stands and how: the first group is its value."""

OPPOSITE: dict[str, dict[str, tuple[str, ...]]] = {
    "four latents against four vectors": {
        "neither": (
            "equally well, as far as can be told",
            "does not differ significantly from that of four singular vectors",
            r"With \*\*d = 4\*\*, autoencoder and SVD do not differ",
        ),
        "autoencoder": (r"With \*\*d = 4\*\*, the autoencoder's error is",),
        "SVD": (r"With \*\*d = 4\*\*, the SVD wins",),
        "contradiction": (
            "but the majority (?:of these galaxies )?speaks for the other",
            r"With \*\*d = 4\*\*, mean and majority disagree",
        ),
    },
    "the best ways at 1/16 of the numbers": {
        "first": (r"\*\*At 1/16\*\* \*[^*]+\* do best",),
        "second": (r"\*\*At 1/16\*\* half of the",),
        "neither": (r"\*\*At 1/16\*\* \*[^*]+\* \([\d.]+\) and",),
        "contradiction": (r"\*\*At 1/16\*\* median and majority",),
    },
    "wavelet and SVD at 1/16 of the numbers": {
        "wavelet": ("the numbers, the wavelet is ahead", r"At 1/16\.\*\*[^*]*the wavelet wins"),
        "SVD": ("the numbers, the SVD is ahead", r"At 1/16\.\*\*[^*]*the SVD wins"),
    },
    "the lecture's crisp details": {
        "borne out": ("wavelengths bears that out", "is what crisp details would have"),
        "not": ("wavelengths does not bear that out", "do not bear the lecture out"),
    },
    "noise that the median rule implies": {
        "too small": ("is smaller than that of the sky's pixels",),
        "too large": ("times what the pixels of the sky show",),
        "alike": ("that the median rule implies and the noise of the sky's pixels agree",),
    },
    "galaxies and the autocorrelation of their skies": {
        "rising": ("The galaxies go the same way", "Galaxies do so less", "points that rise with"),
        "falling": ("The galaxies go the other way", "points that fall with"),
        "none": ("do not go with the correlation significantly", "without a significant trend"),
    },
    "the first vector": {
        "the mean": ("it is the mean image",),
        "not the mean": (r"has a cosine of 0\.[0-8]\d* with the mean",),
    },
    "more numbers": {
        "not better": ("More numbers are not better",),
        "better": ("The more numbers, the smaller", "with the most numbers, at"),
        "undecided": ("whether more numbers are better is not decided",),
    },
}
"""For one question, the phrases of each answer."""


def values_that_differ(said: Mapping[str, str]) -> Iterator[str]:
    """Things of which two sentences tell different values; `said` are words by template."""
    for thing, places in SAME.items():
        found = {
            match.group(1).rstrip(".")
            for name, pattern in places
            if (match := re.search(pattern, said.get(name, "")))
        }
        if len(found) > 1:
            yield f"{thing}: {' or '.join(sorted(found))}"


def opposite_verdicts(said: Mapping[str, str]) -> Iterator[str]:
    """Questions that two sentences answer in opposite ways."""
    everything = " ".join(said.values())
    for question, answers in OPPOSITE.items():
        given = [
            answer
            for answer, phrases in answers.items()
            if any(re.search(phrase, everything) for phrase in phrases)
        ]
        if len(given) > 1:
            yield f"{question}: {' and '.join(given)}"
