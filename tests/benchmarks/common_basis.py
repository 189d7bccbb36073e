"""How fast and how exact the common basis is, in memory and out of core."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dask.array as da
import h5py
import numpy as np
from sklearn.decomposition import PCA, IncrementalPCA
from threadpoolctl import threadpool_limits

from analysis import simulation
from analysis.images.greyscale import block_average, greyscale
from analysis.images.reading import CHUNK, KEY, chunks, open_galaxies
from analysis.large.fit import fit
from analysis.large.images import InMemory, Streamed, read_all

GALAXIES = 17_736
FEW = 4096  # galaxies whose exact singular values fit in memory
RANK = 64
SIMULATED = 256
SEED = 0
TURNS = 3
ITERATIONS = 7
STRIP = 4096  # pixels
NOISE = 2.0  # standard deviation, 0 to 255
DOWNSAMPLE = 4
OUT_OF_CORE = """
import sys
from pathlib import Path
from analysis.runtime.cost import measured
from analysis.large.fit import fit
from analysis.large.images import Streamed
from analysis.images.reading import open_galaxies
import psutil
before = psutil.Process().memory_info().rss
def basis():
    return fit(Streamed(open_galaxies(Path(sys.argv[1]), sys.argv[2], 2)), int(sys.argv[3]))
found, cost = measured(basis)
result = found.vectors.nbytes + found.mean.nbytes
print(found.passes, found.error, cost.seconds, cost.peak_memory - before - result)
"""


def in_memory(galaxies: int = GALAXIES) -> dict[str, tuple[float, float]]:
    """Seconds, and the largest relative error of 64 singular values, by method.

    The methods take turns on one set of 64 x 64 pixels, so that whatever else the machine does hits
    all; medians over the turns. The exact values are the roots of the eigenvalues of its covariance
    at double precision.
    """
    images = look_alikes(galaxies, DOWNSAMPLE)
    flat = images.reshape(len(images), -1)
    exact = _exact(flat)
    methods: dict[str, Callable[[], np.ndarray]] = {
        "ours": lambda: fit(InMemory(flat, images.shape[-1]), RANK).singular_values,
        "randomized PCA": lambda: (
            PCA(RANK, svd_solver="randomized", random_state=SEED).fit(flat).singular_values_
        ),
        # With scikit-learn's own choice of a batch it would decompose the whole set at once.
        "IncrementalPCA": lambda: IncrementalPCA(RANK, batch_size=CHUNK).fit(flat).singular_values_,
        "Dask's svd_compressed": lambda: _by_dask(flat),
    }
    errors = {name: np.abs(values() / exact - 1).max() for name, values in methods.items()}
    turns = [[_seconds(values) for values in methods.values()] for _ in range(TURNS)]
    seconds = np.median(turns, axis=0)
    return {
        name: (float(some), float(error))
        for (name, error), some in zip(errors.items(), seconds, strict=True)
    }


def out_of_core(path: Path) -> tuple[int, float, float, int]:
    """Passes, estimated error, seconds, and peak memory in bytes beyond the result, of a fit.

    Measured in a process of its own, from where it has imported everything; includes the pass
    that checks every pixel.
    """
    arguments = [sys.executable, "-c", OUT_OF_CORE, str(path), KEY, str(RANK)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    passes, error, seconds, memory = done.stdout.split()
    return int(passes), float(error), float(seconds), int(memory)


def exact_error(path: Path) -> float:
    """Largest relative error of 64 singular values, against the Gram matrix at double precision.

    For sets of some thousand galaxies, which fit in memory.
    """
    images = read_all(Streamed(open_galaxies(path, KEY, RANK)))
    found = fit(images, RANK).singular_values
    mean = images.flat.mean(axis=0, dtype=np.float64)
    gram = np.zeros((len(images), len(images)))
    for start in range(0, len(mean), STRIP):
        strip = images.flat[:, start : start + STRIP] - mean[start : start + STRIP]
        gram += strip @ strip.T
    exact = np.sqrt(np.linalg.eigvalsh(gram)[::-1][:RANK])
    return float(np.abs(found / exact - 1).max())


def write_look_alikes(path: Path, galaxies: int = GALAXIES) -> None:
    """Write a file like the survey's, uint8, shape (galaxies, 256, 256, 3), in no time."""
    generator = np.random.default_rng(SEED)
    images = simulation.simulate(SIMULATED, seed=SEED).images
    with h5py.File(path, "w") as file:
        shape = (galaxies, *images.shape[1:])
        stored = file.create_dataset(KEY, shape, np.uint8, chunks=(1, *shape[1:]))
        for chunk in chunks(galaxies):
            stored[chunk] = np.stack(
                [_varied(images, generator) for _ in range(chunk.start, chunk.stop)]
            )


def look_alikes(galaxies: int, p: int) -> np.ndarray:
    """Greyscale images averaged over p x p pixels, shape (galaxies, 256 / p, 256 / p), float32."""
    generator = np.random.default_rng(SEED)
    halves = block_average(greyscale(simulation.simulate(SIMULATED, seed=SEED).images), p // 2)
    images = [block_average(_varied(halves, generator), 2) for _ in range(galaxies)]
    noise = generator.standard_normal((galaxies, *images[0].shape), np.float32)
    return np.stack(images).astype(np.float32) + NOISE / p * noise


def _varied(images: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """One of the images, turned over, moved by a few pixels and fainter, of the same type."""
    image = images[generator.integers(len(images))]
    if generator.random() < 0.5:
        image = image.swapaxes(0, 1)
    rows, columns = generator.choice([-1, 1], 2)
    reach = 6 * len(image) // 256
    moved = np.roll(image[::rows, ::columns], generator.integers(-reach, reach + 1, 2), (0, 1))
    return (moved * generator.uniform(0.6, 1)).astype(image.dtype)


def _exact(flat: np.ndarray) -> np.ndarray:
    precise = flat.astype(np.float64)
    precise -= precise.mean(axis=0)
    return np.sqrt(np.linalg.eigvalsh(precise.T @ precise)[::-1][:RANK])


def _by_dask(flat: np.ndarray) -> np.ndarray:
    """Singular values (64,) of a matrix about its mean, by Dask's randomised method.

    With as many iterations as scikit-learn's takes by itself, between which the block is
    orthogonalised: without that they overflow in single precision.
    """
    rows = da.from_array(flat, chunks=(CHUNK, -1))
    centred = rows - rows.mean(axis=0)
    _, values, _ = da.linalg.svd_compressed(
        centred, RANK, iterator="QR", n_power_iter=ITERATIONS, seed=SEED
    )
    with threadpool_limits(1, user_api="blas"):  # Dask has threads of its own
        found: np.ndarray = values.compute()
    return found


def _seconds(compute: Callable[[], object]) -> float:
    start = time.perf_counter()
    compute()
    return time.perf_counter() - start
