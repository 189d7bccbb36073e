"""Averaged images on disk: as the report computes them, made once, and never damaged."""

import h5py
import numpy as np
import pytest

from analysis.images.greyscale import block_average
from analysis.images.reading import KEY, open_galaxies
from analysis.large.averages import average, open_averages
from analysis.runtime.errors import InputError
from tests.support import tiny


def averaged(path, folder, p=4):
    file, digest = average(path, KEY, p, folder, usable=lambda side: None)
    return open_averages(file), file, digest


def test_averages_are_those_of_the_report(tmp_path):
    path = tiny.write(tmp_path / "set.hdf5", 40)
    images, file, _ = averaged(path, tmp_path / "new" / "folder")
    greyscale = open_galaxies(path, KEY, 33).greyscale(slice(None))
    expected = (block_average(greyscale, 4).astype(np.float64) / 255).astype(np.float32)
    np.testing.assert_array_equal(images, expected)
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_averages_are_made_once_and_anew_for_other_images(tmp_path):
    path = tiny.write(tmp_path / "set.hdf5", 40)
    _, file, digest = averaged(path, tmp_path)
    made = file.stat().st_mtime_ns
    assert averaged(path, tmp_path)[1:] == (file, digest)
    assert file.stat().st_mtime_ns == made
    tiny.write(path, 41)
    images, other, _ = averaged(path, tmp_path)
    assert other != file
    assert len(images) == 41
    assert averaged(path, tmp_path, p=2)[0].shape == (41, 32, 32)


@pytest.mark.parametrize("damage", [lambda x: x[:-7], lambda x: x[:-999] + b"x" + x[-998:]])
def test_damaged_averages_are_made_again(tmp_path, damage):
    path = tiny.write(tmp_path / "set.hdf5", 40)
    images, file, digest = averaged(path, tmp_path)
    expected = images.copy()
    file.write_bytes(damage(file.read_bytes()))
    images, _, again = averaged(path, tmp_path)
    assert again == digest
    np.testing.assert_array_equal(images, expected)


def test_averages_that_are_of_no_use_are_not_made(tmp_path):
    path = tiny.write(tmp_path / "set.hdf5", 40)

    def refuse(side):
        raise InputError(f"images of {side} pixels")

    with pytest.raises(InputError, match="images of 16 pixels"):
        average(path, KEY, 4, tmp_path / "folder", refuse)
    with h5py.File(path, "a") as file:
        file[KEY][7] = 3
    with pytest.raises(InputError, match="galaxy 7 is a constant image"):
        average(path, KEY, 4, tmp_path / "folder", lambda side: None)
    assert not (tmp_path / "folder").exists()
