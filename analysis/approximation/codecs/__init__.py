"""Ways to store an image in few numbers, which can be compared by one face, or in few bits."""

from analysis.approximation.codecs.averages import WaveletAverages
from analysis.approximation.codecs.codec import Codec
from analysis.approximation.codecs.coefficients import (
    LargestCosines,
    LargestWavelets,
    LowestCosines,
)
from analysis.approximation.codecs.sample import SampleVectors
from analysis.approximation.codecs.truncation import TruncatedSVD

__all__ = [
    "Codec",
    "LargestCosines",
    "LargestWavelets",
    "LowestCosines",
    "SampleVectors",
    "TruncatedSVD",
    "WaveletAverages",
]
