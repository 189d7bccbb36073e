"""The data of the page's interactive parts: arrays to what JSON holds, small."""

from base64 import b64encode
from math import isqrt
from typing import Any

import matplotlib
import numpy as np
import pywt
from PIL import Image

from analysis.approximation.svd import SVD, decompose
from analysis.figures.style import DIVERGING_MAP
from analysis.images.greyscale import shrink_to
from analysis.results.basis import BasisResult
from analysis.results.report import Report
from analysis.threshold.sky import border_noise
from report.render.collect import webp

SMALL, LARGE = 64, 256  # sides in pixels of all galaxies, and of the chosen one, at most
SHEET_COLUMNS = 16
ENCODER = ("down.0", "down.1", "down.2", "to_latents")  # layers, in order
DECODER = ("from_latents", "up.0", "up.1", "up.2", "to_image")
LARGEST_BYTE = 127


def pack(run: Report) -> dict[str, Any]:
    """Everything that the modules read, by its name."""
    return {
        "settings": settings(run),
        "galaxies": galaxies(run.images, run.autoencoder.codes, run.at_hand),
        "chosen": chosen(run.data.grey, run.svd.decomposition, run.data.galaxy),
        "basis": basis(run.basis, run.data.galaxy),
        "encoder": encoder(run.autoencoder.weights),
        "decoder": decoder(run.autoencoder.weights, run.images.shape[1]),
    }


def settings(run: Report) -> dict[str, Any]:
    """The images' side, a colour map, the wavelet's filters and the thresholds' coefficients."""
    colours = matplotlib.colormaps[DIVERGING_MAP](np.arange(256), bytes=True)[:, :3]
    wavelet = pywt.Wavelet(run.wavelet.wavelet)
    return {
        "side": len(run.data.grey),
        "diverging": base64(colours.tobytes()),
        "wavelet": {"averaging": wavelet.dec_lo, "differencing": wavelet.dec_hi},
        "coefficients": {
            "knownNoise": run.hard_threshold.coefficient_known,
            "unknownNoise": run.hard_threshold.coefficient_unknown,
        },
    }


def galaxies(images: np.ndarray, codes: np.ndarray, at_hand: range) -> dict[str, Any]:
    """Some galaxies as tiles of one picture, rounded to bytes, with their noise and latents.

    Parameters
    ----------
    images : array of shape (at hand, side, side), 0 to 255
    codes : array of shape (galaxies, latents), of all galaxies
    at_hand : indices of those in the picture
    """
    small = np.rint(shrink_to(images, SMALL)).clip(0, 255).astype(np.uint8)
    return {
        "first": at_hand.start,
        "count": len(small),
        "side": small.shape[1],
        "columns": SHEET_COLUMNS,
        "sheet": "data:image/webp;base64," + base64(webp(Image.fromarray(tiled(small)))),
        "noise": rounded([border_noise(image) for image in small]),
        "codes": rounded(codes[at_hand.start : at_hand.stop]),
    }


def chosen(image: np.ndarray, svd: SVD, index: int) -> dict[str, Any]:
    """The decomposition of one galaxy, an array of shape (side, side), 0 to 255.

    Parameters
    ----------
    svd : of that image; one that is too large for the page is averaged and decomposed anew
    """
    if len(image) > LARGE:
        image = shrink_to(image, LARGE)
        svd = decompose(image)
    return {
        "index": index,
        "left": halves(svd.left.T),
        "singularValues": svd.singular_values.tolist(),
        "right": halves(svd.right),
        "noise": border_noise(image),
    }


def basis(result: BasisResult, galaxy: int) -> dict[str, Any]:
    """The mean image, the first vectors times the galaxies' spread along them, and one galaxy."""
    scaled = result.vectors * result.spread[:, None, None]
    return {
        "mean": halves(result.mean_image),
        "vectors": [halves(vector) for vector in scaled],
        "chosen": rounded(result.coefficients[galaxy] / result.spread),
    }


def encoder(weights: dict[str, np.ndarray]) -> dict[str, Any]:
    """The encoder's weights in the order they are applied: kernel, bias, layer by layer.

    Parameters
    ----------
    weights : PyTorch's, of three convolutions that halve the side and of a dense layer from (row,
        column, channel); kernels become (tap row, tap column, channel in, channel out)
    """
    *halving, dense = [weights[f"{layer}.weight"] for layer in ENCODER]
    biases = [weights[f"{layer}.bias"] for layer in ENCODER]
    channels = [halving[0].shape[1], *(kernel.shape[0] for kernel in halving)]
    side = isqrt(dense.shape[1] // channels[-1]) * 2 ** len(halving)
    kernels = [*(kernel.transpose(2, 3, 1, 0) for kernel in halving), dense.T]
    ordered = [part.ravel() for pair in zip(kernels, biases, strict=True) for part in pair]
    return {
        "side": side,
        "channels": channels,
        "latents": len(dense),
        "weights": halves(np.concatenate(ordered)),
    }


def decoder(weights: dict[str, np.ndarray], image_side: int) -> dict[str, Any]:
    """The decoder's layers in the order they are applied.

    Parameters
    ----------
    weights : PyTorch's, of a dense layer to (row, column, channel), three transposed convolutions
        and a convolution; their kernels become (tap row, tap column, channel in, channel out)
    image_side : of the images; the maps before the last convolution are enlarged to it
    """
    dense, *enlarging, last = [weights[f"{layer}.weight"] for layer in DECODER]
    biases = [weights[f"{layer}.bias"] for layer in DECODER]
    channels = [*(kernel.shape[0] for kernel in enlarging), *last.shape[1::-1]]
    kernels = [dense.T, *(k.transpose(2, 3, 0, 1) for k in enlarging), last.transpose(2, 3, 1, 0)]
    side = isqrt(len(dense) // channels[0])
    return {
        "side": side,
        "factor": image_side // (side * 2 ** len(enlarging)),
        "channels": channels,
        "layers": [whole(*layer) for layer in zip(kernels, biases, strict=True)],
    }


def whole(kernel: np.ndarray, bias: np.ndarray) -> dict[str, str]:
    """A layer whose kernel (..., outputs) is whole numbers of one byte, in each output's own unit.

    That is half the size of half precision. On real galaxies, decoded pixels moved by 0.05 grey
    levels of 255 in the mean square, by 0.6 at most, and a galaxy's relative error by 0.001.
    """
    largest = np.abs(kernel).reshape(-1, kernel.shape[-1]).max(axis=0)
    units = np.maximum(largest / LARGEST_BYTE, np.finfo(np.float16).tiny).astype(np.float16)
    steps = np.rint(kernel / units.astype(np.float64)).clip(-LARGEST_BYTE, LARGEST_BYTE)
    return {
        "kernel": base64(steps.astype(np.int8).tobytes()),
        "units": halves(units),
        "bias": halves(bias),
    }


def tiled(images: np.ndarray) -> np.ndarray:
    """Images (n, side, side) row by row in one, the last row filled up with zeros."""
    missing = -len(images) % SHEET_COLUMNS
    side = images.shape[1]
    filled = np.concatenate([images, np.zeros((missing, side, side), images.dtype)])
    rows = filled.reshape(-1, SHEET_COLUMNS, side, side)
    return rows.swapaxes(1, 2).reshape(-1, SHEET_COLUMNS * side)


def halves(array: np.ndarray) -> str:
    """Numbers at half precision."""
    return base64(np.ascontiguousarray(array, "<f2").tobytes())


def rounded(values: Any) -> list[Any]:
    """Numbers at single precision, as short as they can be written."""
    return [
        rounded(value) if np.ndim(value) else float(f"{value:.6g}") for value in np.asarray(values)
    ]


def base64(content: bytes) -> str:
    """Bytes as text."""
    return b64encode(content).decode("ascii")
