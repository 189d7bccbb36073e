"""Ways to store an image in few numbers, all with the same face, so that they can be compared."""

from analysis.codecs.averages import WaveletAverages
from analysis.codecs.codec import Codec
from analysis.codecs.largest import LargestCosines, LargestWavelets
from analysis.codecs.lowest import LowestCosines
from analysis.codecs.sample import SampleVectors
from analysis.codecs.truncation import TruncatedSVD

__all__ = [
    "Codec",
    "LargestCosines",
    "LargestWavelets",
    "LowestCosines",
    "SampleVectors",
    "TruncatedSVD",
    "WaveletAverages",
]
