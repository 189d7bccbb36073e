"""Files that are not HDF5, each by its name and with what to do."""

import gzip
import pickle

import numpy as np
import pytest
from astropy.io import fits
from PIL import Image
from scipy.io import netcdf_file, savemat

from analysis.images.reading import open_galaxies
from analysis.runtime.errors import InputError

IMAGES = np.random.default_rng(51).integers(0, 256, (3, 16, 16, 3), np.uint8)


def save_npy(file):
    np.save(file, IMAGES)


def save_npz(file):
    np.savez(file, images=IMAGES)


def save_netcdf(file):
    with netcdf_file(file, "w") as written:
        written.createDimension("n", 3)


def save_pickle(file):
    pickle.dump(IMAGES, file)


KINDS = {
    "a FITS file": lambda file: fits.PrimaryHDU(IMAGES).writeto(file),
    "an array of NumPy": save_npy,
    "a zip archive": save_npz,
    "compressed with gzip": lambda file: file.write(gzip.compress(b"HDF5")),
    "netCDF of a kind before HDF5": save_netcdf,
    "a MATLAB file of a kind before HDF5": lambda file: savemat(file, {"images": IMAGES}),
    "pickled Python": save_pickle,
    "a PNG picture": lambda file: Image.fromarray(IMAGES[0]).save(file, "PNG"),
    "a JPEG picture": lambda file: Image.fromarray(IMAGES[0]).save(file, "JPEG"),
    "a TIFF picture": lambda file: Image.fromarray(IMAGES[0]).save(file, "TIFF"),
    "a pointer of Git LFS": lambda file: file.write(b"version https://git-lfs.github.com/spec/v1"),
    "a web page": lambda file: file.write(b"\n<!DOCTYPE html><html>404</html>"),
    "empty": lambda file: file.write(bytes(100)),
    "not an HDF5 file": lambda file: file.write(b"ra,dec\n1,2\n"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_another_kind_of_file_is_told_by_its_name(tmp_path, kind):
    path = tmp_path / "galaxies.hdf5"
    with path.open("wb") as file:
        KINDS[kind](file)
    with pytest.raises(InputError) as caught:
        open_galaxies(path, None, 3)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: this file is {kind}")
    assert sentence.endswith("its like") or ";" in sentence
