"""Files that are damaged, in use, linked or filtered, each told apart."""

import os
import subprocess
import sys
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np
import pytest

from analysis.images.opening import find_dataset, opened, read
from analysis.images.reading import open_galaxies
from analysis.runtime.errors import InputError
from tests.support.unprivileged import as_nobody, open_folder

__all__ = ["open_folder"]

IMAGES = np.random.default_rng(31).integers(0, 256, (3, 16, 16, 3), np.uint8)
KEY = "images_spirals"
HOLDER = """
import os, sys, time
import h5py, numpy as np
latest = sys.argv[2] == "swmr"
file = h5py.File(sys.argv[1], "w", libver="latest" if latest else None)
file.create_dataset("images_spirals", data=np.ones((3, 16, 16, 3), np.uint8), chunks=True)
if latest:
    file.swmr_mode = True
file.flush()
print(flush=True)
time.sleep(60)
"""
FILTERS = {
    "blosc": hdf5plugin.Blosc(),
    "LZ4": hdf5plugin.LZ4(),
    "zstd": hdf5plugin.Zstd(),
    "bitshuffle": hdf5plugin.Bitshuffle(),
}
UNKNOWN = 399  # a filter's number that nobody has


@pytest.fixture
def path(tmp_path):
    return tmp_path / "galaxies.hdf5"


def refused(path, key=KEY):
    """The sentence that refuses a file."""
    with pytest.raises(InputError) as caught:
        open_galaxies(path, key, 3)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert "\n" not in sentence
    return sentence


@pytest.fixture
def held(path):
    """A function that has another program write to the file, and gives that program."""
    programs = []

    def hold(how):
        command = [sys.executable, "-c", HOLDER, str(path), how]
        program = subprocess.Popen(command, stdout=subprocess.PIPE)
        programs.append(program)
        assert program.stdout is not None
        program.stdout.readline()  # comes once the file is open
        return program

    yield hold
    for program in programs:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("name", FILTERS)
def test_what_plugins_compress_is_read(path, name):
    with h5py.File(path, "w") as file:
        file.create_dataset(KEY, data=IMAGES, chunks=(1, 16, 16, 3), **FILTERS[name])
    np.testing.assert_array_equal(open_galaxies(path, KEY, 3).images(slice(None)), IMAGES)


def test_a_filter_that_is_not_there_is_named(path):
    with h5py.File(path, "w") as file:
        file.create_dataset(KEY, data=IMAGES, chunks=(1, 16, 16, 3), compression="gzip")
    content = path.read_bytes()
    place = content.index(b"deflate\0") - 8  # number, length of the name, flags and values
    assert content[place : place + 2] == (1).to_bytes(2, "little")
    renamed = content.replace(b"deflate\0", b"squeeze\0")
    path.write_bytes(renamed[:place] + UNKNOWN.to_bytes(2, "little") + renamed[place + 2 :])
    sentence = refused(path)
    assert f"compressed with squeeze (number {UNKNOWN})" in sentence
    assert "damaged" not in sentence


def test_a_file_that_another_program_has_open_is_told(path, held):
    held("locked")
    assert "another program has the file open" in refused(path)


@pytest.mark.parametrize("alive", [True, False])
def test_a_file_left_open_by_its_writer_says_h5clear(path, held, alive):
    program = held("swmr")
    if not alive:
        program.kill()
        program.wait()
    sentence = refused(path)
    assert f"h5clear -s {path.name}" in sentence
    assert "damaged" not in sentence


def test_dead_links_name_their_targets(path):
    with h5py.File(path, "w") as file:
        file["soft"] = h5py.SoftLink("/taken/away")
        file["twice"] = h5py.SoftLink("/soft")
        file["group"] = h5py.SoftLink("/gone")
        file["external"] = h5py.ExternalLink("other.hdf5", "/images")
        file["circle"] = h5py.SoftLink("/circle")
    assert "soft is a link to /taken/away" in refused(path, "soft")
    assert "soft is a link to /taken/away" in refused(path, "twice")
    assert "group is a link to /gone" in refused(path, "group/images")
    assert "lead in a circle" in refused(path, "circle")
    assert "a link to /images in the file other.hdf5, which is not there" in refused(
        path, "external"
    )
    with h5py.File(path.parent / "other.hdf5", "w") as file:
        file["pictures"] = IMAGES
    assert "in the file other.hdf5, which does not hold it" in refused(path, "external")
    (path.parent / "other.hdf5").write_bytes(b"no HDF5")
    assert "other.hdf5, which cannot be opened" in refused(path, "external")


def test_links_that_lead_somewhere_are_followed(path):
    with h5py.File(path.parent / "other.hdf5", "w") as file:
        file["pictures"] = IMAGES
    with h5py.File(path, "w") as file:
        file["external"] = h5py.ExternalLink("other.hdf5", "/pictures")
        file["images"] = h5py.SoftLink("/external")
    np.testing.assert_array_equal(open_galaxies(path, None, 3).images(slice(1, 3)), IMAGES[1:])
    assert "there is no dataset images/more" in refused(path, "images/more")


def test_pixels_of_a_virtual_dataset_that_are_not_there_are_refused(path):
    layout = h5py.VirtualLayout(IMAGES.shape, np.uint8)
    layout[..., :2] = h5py.VirtualSource("two.hdf5", "bands", (3, 16, 16, 2))
    layout[..., 2] = h5py.VirtualSource("one.hdf5", "band", (3, 16, 16))
    with h5py.File(path, "w") as file:
        file.create_virtual_dataset(KEY, layout, fillvalue=0)
    with h5py.File(path.parent / "two.hdf5", "w") as file:
        file["bands"] = IMAGES[..., :2]
    assert "in band of the file one.hdf5, which is not there" in refused(path)
    with h5py.File(path.parent / "one.hdf5", "w") as file:
        file["other"] = IMAGES[..., 2]
    assert "in band of the file one.hdf5, which does not hold it" in refused(path)
    with h5py.File(path.parent / "one.hdf5", "w") as file:
        file["band"] = IMAGES[..., 2]
    np.testing.assert_array_equal(open_galaxies(path, KEY, 3).images(slice(None)), IMAGES)


def test_pixels_in_a_raw_file_that_is_not_there_are_refused(path):
    with h5py.File(path, "w") as file:
        raw = [("gone.raw", 0, h5py.h5f.UNLIMITED)]
        file.create_dataset(KEY, IMAGES.shape, np.uint8, external=raw)
    assert "the images are in gone.raw, which cannot be read from here" in refused(path)


def test_an_empty_dataspace_is_told(path):
    with h5py.File(path, "w") as file:
        file[KEY] = h5py.Empty("f4")
    assert "is an empty dataspace" in refused(path)


def test_a_file_of_a_newer_hdf5_is_told(path):
    with h5py.File(path, "w") as file:
        file[KEY] = IMAGES
    content = bytearray(path.read_bytes())
    content[8] = 200  # the superblock's version, after the signature
    path.write_bytes(content)
    assert "the file is of a newer kind than HDF5" in refused(path)


def test_damage_alone_is_called_damage(path):
    with h5py.File(path, "w") as file:
        file.create_dataset(KEY, data=IMAGES, chunks=(1, 16, 16, 3), compression="gzip")
        place = file[KEY].id.get_chunk_info(1)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "truncated or damaged" in refused(path)
    middle = place.byte_offset + place.size // 2
    path.write_bytes(content[:middle] + bytes(40) + content[middle + 40 :])
    assert "truncated or damaged" in refused(path)


@pytest.mark.parametrize("marker", [b"SNOD", b"HEAP", b"TREE"])
@pytest.mark.parametrize("key", [None, KEY])
def test_a_damaged_index_is_called_damage(path, marker, key):
    with h5py.File(path, "w") as file:
        file[KEY] = IMAGES
    content = path.read_bytes()
    assert marker in content
    path.write_bytes(content.replace(marker, bytes(4)))
    assert "damaged" in refused(path, key)


@pytest.mark.parametrize("address", ["https://a.org/b.hdf5", "s3://bucket/b.hdf5"])
def test_an_address_has_to_be_downloaded(address, tmp_path):
    for path in (Path(address), tmp_path / address):  # as it was given, and where it would be
        assert "there is no such file; download it first" in refused(path)
    assert "give the path of an HDF5 file" in refused(tmp_path / "a" / "b.hdf5")


def test_a_disk_that_fails_is_not_called_damage(path, monkeypatch):
    with h5py.File(path, "w") as file:
        file[KEY] = IMAGES

    def fail(*_):
        raise OSError(5, "Can't read (file read failed: errno = 5, error message = 'I/O error')")

    with opened(path) as file:
        dataset = find_dataset(file, path, KEY)
        monkeypatch.setattr(h5py.Dataset, "__getitem__", fail)
        with pytest.raises(InputError, match=r"cannot be read \(I/O error\); see to its disk"):
            read(dataset, path, slice(None))


@pytest.mark.parametrize("denied", ["file", "folder"])
def test_what_may_not_be_read_is_told(open_folder, denied):
    path = open_folder / "inner" / "galaxies.hdf5"
    path.parent.mkdir()
    with h5py.File(path, "w") as file:
        file[KEY] = IMAGES
    (path if denied == "file" else path.parent).chmod(0)
    with as_nobody():
        assert "cannot be read (Permission denied); allow yourself" in refused(path)


def test_a_folder_is_no_file(tmp_path):
    assert "this is a folder" in refused(tmp_path)


def test_a_pipe_or_a_file_of_no_length_is_no_hdf5(path):
    path.touch()
    assert "this file is empty" in refused(path)
    path.unlink()
    os.mkfifo(path)
    assert "this is no regular file" in refused(path)
