"""The whole report of a small simulated set, through the command, against other libraries."""

import json
import re
import subprocess
import sys

import h5py
import numpy as np
import pytest
import pywt
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.decomposition import PCA

from analysis.images.split import split
from tests.support import small

SIDE, GALAXY, P = small.SIDE, small.GALAXY, small.P


@pytest.fixture(scope="module")
def report(small_report):
    """Folder of the report, its numbers, and the images it is about."""
    folder, images = small_report
    return folder, json.loads((folder / "results.json").read_text()), images.mean(axis=-1)


def test_all_files_are_there_and_nothing_else(report):
    folder, *_ = report
    assert {path.name for path in folder.iterdir()} == {
        "report.html",
        "report.pdf",
        "results.json",
        "greyscale.hdf5",
    }
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_greyscale_file_holds_the_means(report):
    folder, _, grey = report
    with h5py.File(folder / "greyscale.hdf5") as file:
        np.testing.assert_allclose(file["greyscale"], grey, rtol=1e-6)
        blocks = grey.reshape(len(grey), SIDE // P, P, SIDE // P, P).mean(axis=(2, 4))
        np.testing.assert_allclose(file["downsampled"], blocks, rtol=1e-5)


def test_wavelet_numbers_are_those_of_other_libraries(report):
    _, numbers, grey = report
    image = grey[GALAXY]
    for entry in numbers["wavelet"]["levels"]:
        coefficients = pywt.wavedec2(image, "db4", mode="periodization", level=entry["level"])
        kept = [coefficients[0], *[(None,) * 3] * entry["level"]]
        rebuilt = pywt.waverec2(kept, "db4", mode="periodization")
        assert entry["stored_numbers"] == SIDE**2 // 4 ** entry["level"]
        assert_quality(entry, image, rebuilt)


def test_svd_numbers_are_those_of_other_libraries(report):
    _, numbers, grey = report
    image = grey[GALAXY]
    u, s, vt = np.linalg.svd(image)
    np.testing.assert_allclose(numbers["svd"]["singular_values"], s, atol=1e-9)
    for entry, rank in zip(numbers["svd"]["ranks"], (SIDE // 4, SIDE // 16), strict=True):
        assert (entry["rank"], entry["stored_numbers"]) == (rank, rank * (2 * SIDE + 1))
        assert_quality(entry, image, (u[:, :rank] * s[:rank]) @ vt[:rank])


def assert_quality(entry, image, rebuilt):
    error = np.linalg.norm(image - rebuilt) / np.linalg.norm(image)
    assert entry["relative_error"] == pytest.approx(error)
    assert entry["psnr"] == pytest.approx(peak_signal_noise_ratio(image, rebuilt, data_range=255))
    assert entry["ssim"] == pytest.approx(structural_similarity(image, rebuilt, data_range=255))


def test_thresholds_count_what_is_above_them(report):
    _, numbers, grey = report
    values = np.array(numbers["svd"]["singular_values"])
    hard = numbers["hard_threshold"]
    for rule in (hard["known_noise"], hard["unknown_noise"]):
        assert rule["kept"] == np.count_nonzero(values > rule["threshold"])
        assert rule["fraction"] == rule["kept"] / SIDE
    assert hard["known_noise"]["threshold"] == pytest.approx(
        4 / np.sqrt(3) * np.sqrt(SIDE) * hard["known_noise"]["noise_sigma"]
    )
    assert hard["unknown_noise"]["threshold"] == pytest.approx(2.8584 * np.median(values), rel=1e-4)
    for kept in ("unknown_noise_kept", "known_noise_kept"):
        assert len(hard["sample"][kept]) == len(grey)


def test_the_basis_is_scikit_learns(report):
    _, numbers, grey = report
    blocks = grey.reshape(len(grey), SIDE // P, P, SIDE // P, P).mean(axis=(2, 4))
    flat = blocks.reshape(len(grey), -1)
    basis = numbers["basis"]
    np.testing.assert_allclose(
        basis["singular_values"], np.linalg.svd(flat, compute_uv=False), rtol=1e-5
    )
    pca = PCA(20, svd_solver="full").fit(flat)
    np.testing.assert_allclose(
        basis["centred_singular_values"][:20], pca.singular_values_, rtol=1e-4
    )
    test, train = split(flat / 255)
    assert len(test) == small.GALAXIES // 8
    for rank in (4, 16, 128):
        model = PCA(rank, svd_solver="full").fit(train)
        error = np.mean((test - model.inverse_transform(model.transform(test))) ** 2)
        assert basis["test_mse"][str(rank)] == pytest.approx(error, rel=1e-3)
    assert numbers["autoencoder"]["svd_test_mse"] == pytest.approx(basis["test_mse"]["4"], rel=1e-3)


def test_the_pages_numbers_are_the_records(report):
    folder, numbers, _ = report
    page = (folder / "report.html").read_text()
    text = re.sub(r"<[^>]+>", "", re.sub(r"<(details|style).*?</\1>", "", page, flags=re.DOTALL))
    assert numbers["data"]["sha256"] in text
    assert f"{numbers['svd']['ranks'][0]['relative_error']:.4f}" in text
    assert f"{numbers['wavelet']['levels'][1]['ssim']:.4f}" in text
    for word in ("Undefined", "nan", "{{", "@fig-", "@tbl-", "@eq-", "@sec-", "None"):
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text), word


def test_the_page_asks_for_nothing(report):
    folder, *_ = report
    page = (folder / "report.html").read_text()
    sources = re.findall(r'\b(?:src|srcset|poster)="([^"]*)"', page)
    assert sources
    assert all(source.startswith("data:") for source in sources)
    assert not re.search(r"<link[^>]+href=\"(?!data:)", page)
    assert "@import" not in page
    assert "url(http" not in page


def test_reading_it_from_the_cache_imports_no_library_that_computes(
    small_file, small_report, repository
):
    lines = (repository / "report" / "report.qmd").read_text("utf-8").splitlines()
    imports = [line for line in lines if line.startswith("from ")]
    path, _ = small_file
    again = f"compute({str(path)!r}, galaxy={GALAXY}, downsample={P})"
    program = "\n".join([*imports, again, "import sys", "print(*sys.modules)"])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True
    )
    imported = set(done.stdout.split())
    assert {"analysis.results.report", "analysis.autoencoder.precision"} <= imported
    assert not {"astropy", "photutils", "sklearn", "torch"} & imported
