import re

import h5py
import numpy as np
import pytest

from analysis.images import reading
from analysis.images.bands import centre_above_sky, identify_bands
from analysis.images.layout import other_order
from analysis.images.reading import open_galaxies
from analysis.runtime.errors import InputError


@pytest.fixture
def images():
    return np.random.default_rng(14).integers(0, 256, (5, 32, 32, 3), np.uint8)


@pytest.fixture
def store(tmp_path):
    def write(data, key="images_spirals", **options):
        path = tmp_path / "galaxies.hdf5"
        with h5py.File(path, "w") as file:
            file.create_dataset(key, data=data, **options)
        return path

    return write


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32", "float64"])
def test_all_number_types_give_the_same_greyscale(images, store, dtype):
    galaxies = open_galaxies(store(images.astype(dtype)), "images_spirals", 5)
    everything = galaxies.read(slice(None))
    np.testing.assert_allclose(everything.greyscale, images.mean(axis=-1), rtol=1e-6)
    np.testing.assert_allclose(everything.grey(3), images[3].mean(axis=-1))
    np.testing.assert_allclose(everything.composite(2), images[2] / 255)


def test_some_galaxies_can_be_read_alone_and_all_in_chunks(images, store, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    galaxies = open_galaxies(store(images), "images_spirals", 5)
    some = np.array([0, 3, 4])
    np.testing.assert_array_equal(galaxies.images(some), images[some])
    parts = galaxies.over_chunks(lambda part: part.greyscale)
    assert [len(part) for part in parts] == [2, 2, 1]
    np.testing.assert_allclose(np.concatenate(parts), images.mean(axis=-1), rtol=1e-6)


@pytest.mark.parametrize(
    "stored", [lambda x: x / 255, lambda x: (x * 257).astype(np.uint16), lambda x: x * 10.0 - 300]
)
def test_other_ranges_are_brought_to_eight_bit_units(images, store, stored):
    images[0, 0, 0], images[0, 0, 1] = 0, 255
    galaxies = open_galaxies(store(stored(images.astype(float))), "images_spirals", 5)
    np.testing.assert_allclose(galaxies.greyscale(slice(None)), images.mean(axis=-1), atol=1e-3)


def test_a_nested_dataset_can_be_named(images, store):
    path = store(images, key="survey/dr9")
    assert open_galaxies(path, "survey/dr9", 5).shape == images.shape
    with pytest.raises(InputError, match=r"survey/dr9; name the images with key="):
        open_galaxies(path, "images_spirals", 5)


def test_only_datasets_that_can_hold_images_are_named(images, tmp_path):
    path = tmp_path / "galaxies.hdf5"
    with h5py.File(path, "w") as file:
        file["ra"], file["train/x"], file["names"] = np.arange(5), images, "abc"
    with pytest.raises(InputError, match=r"it holds train/x; name the images with key="):
        open_galaxies(path, None, 5)
    with h5py.File(path, "w") as file:
        for number in range(300):
            file[f"image_{number:03}"] = images[0]
    with pytest.raises(InputError, match=r"holds image_000, .*, image_007 and 292 more; name"):
        open_galaxies(path, None, 5)


@pytest.mark.parametrize("order", [(0, 3, 1, 2), (3, 0, 1, 2), (1, 2, 3, 0), (3, 1, 2, 0)])
def test_the_order_of_the_dimensions_is_told_and_how_to_change_it(images, order):
    stored = images.transpose(order)
    back = tuple(map(int, re.findall(r"\d", str(other_order(stored.shape)))))
    np.testing.assert_array_equal(stored.transpose(back), images)


def test_both_usual_names_are_found_without_one(images, tmp_path):
    path = tmp_path / "galaxies.hdf5"
    for name in ("images", "images_spirals"):
        with h5py.File(path, "a") as file:
            file[name] = images
        assert open_galaxies(path, None, 5).key == name
    with h5py.File(path, "w") as file:
        file["pictures"] = images
    with pytest.raises(InputError, match=r"no dataset images_spirals .* holds pictures; name"):
        open_galaxies(path, None, 5)


@pytest.mark.parametrize(("side", "middle"), [(31, slice(7, 23)), (18, slice(1, 17))])
def test_the_middle_of_other_sides_is_used(images, store, side, middle):
    galaxies = open_galaxies(store(images[:, :side, :side]), "images_spirals", 5)
    assert (galaxies.side, galaxies.stored_side, galaxies.shape) == (16, side, (5, 16, 16, 3))
    for part in (slice(1, 4), np.array([0, 3])):
        np.testing.assert_array_equal(galaxies.images(part), images[part][:, middle, middle])


def spoil(images, galaxy, value):
    images = images.astype(np.float32)
    images[galaxy, 4, 5, 1] = value
    return images


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda x: x[0], "is 32 x 32 x 3 where galaxies x side x side x 3 are expected; store all"),
        (lambda x: x[..., 0], "make 3 bands of the one"),
        (lambda x: x[..., :1], "make 3 bands of the one"),
        (lambda x: x[..., [0, 1, 2, 2]], r"leave transparency .* out: images\[..., :3\]"),
        (lambda x: np.moveaxis(x, 3, 1), r"store images.transpose\(0, 2, 3, 1\)"),
        (lambda x: x.view("u1,u1,u1")[..., 0], r"holds records \(of f0, f1, f2\), not numbers"),
        (lambda x: x[..., :2], "is 5 x 32 x 32 x 2 where .* store the images in that order"),
        (lambda x: x[:, :, :16], r"not square \(32 x 16\)"),
        (lambda x: x[:, :15, :15], "at least 16 pixels"),
        (lambda x: x[:4], "holds 4 galaxies"),
        (lambda x: spoil(x, 3, np.nan), "galaxy 3 has pixels that are not finite"),
        (lambda x: spoil(x, 2, np.inf), "galaxy 2 has pixels that are not finite"),
        (
            lambda x: np.where(np.arange(5)[:, None, None, None] == 4, 7, x),
            "galaxy 4 is a constant",
        ),
        (lambda x: x * 0, "all images are constant; write the galaxies"),
        (
            lambda x: np.where(np.arange(5)[:, None, None, None] % 2, 7, x),
            "galaxies 1 and 3 are constant images; leave those galaxies out",
        ),
        (lambda x: spoil(x, slice(1, 3), np.nan), "galaxies 1 and 2 have pixels that are not"),
        (lambda x: x.astype("S3"), "which is none of uint8"),
        (lambda x: (x // 2).astype(np.int8), "is of type int8, which is none of"),
        (
            lambda x: x * np.array([1, 0, 1], np.uint8),
            "band 1 of all galaxies is the same everywhere",
        ),
        (lambda x: spoil(x, 1, -9999.0), "galaxy 1 has the value -9999 in band"),
        (
            lambda x: spoil(x, [1, 4], -9999.0),
            "galaxy 1 has .* missing pixel .*, and 1 more have such pixels; .* those galaxies out",
        ),
        (lambda x: spoil(x, 1, 1e20), r"galaxy 1 has the value 1e\+20"),
        (lambda x: spoil(x, 2, -(2**15)).astype(np.int16), "galaxy 2 has the value -32768 in"),
        (lambda x: x * np.array([1, 1, 1e4, 1, 1])[:, None, None, None], "galaxy 2 .* far beyond"),
        (lambda x: spoil(x, 1, 9.97e36), "galaxy 1 has the value 9.97e"),
        (lambda x: spoil(x, 4, 1e6), r"galaxy 4 has the value 1e\+06 in band"),
        (lambda x: x * 1e-310, "range of which float64 cannot tell 255 values apart"),
    ],
)
def test_images_that_cannot_be_used_are_refused(images, store, change, sentence):
    path = store(change(images))
    with pytest.raises(InputError, match=sentence) as caught:
        open_galaxies(path, "images_spirals", 5)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", ["_FillValue", "missing_value", "BLANK"])
def test_a_value_that_the_file_declares_to_be_none_is_refused(images, store, name):
    images[images == 77] = 78
    path = store(images)
    with h5py.File(path, "a") as file:
        file["images_spirals"].attrs[name] = np.array([77, 77.5, np.nan])
    assert open_galaxies(path, None, 5).shape == images.shape
    with h5py.File(path, "a") as file:
        file["images_spirals"][3, 9, 8, 2] = 77
    sentence = "galaxy 3 has the value 77 in band 2 at row 9, column 8, which .* as an attribute"
    with pytest.raises(InputError, match=sentence):
        open_galaxies(path, None, 5)


def test_whole_numbers_may_have_a_usual_mark_among_their_values(images, store):
    counts = images.astype(np.int16) * 10 - 1500
    counts[:, 0, 0] = -999
    assert open_galaxies(store(counts), None, 5).unit == "own range"


def test_files_that_cannot_be_read_are_refused(images, store, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        open_galaxies(tmp_path / "nowhere.hdf5", "images_spirals", 5)
    text = tmp_path / "text.hdf5"
    text.write_text("galaxies")
    with pytest.raises(InputError, match="not an HDF5 file"):
        open_galaxies(text, "images_spirals", 5)
    path = store(images)
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(InputError, match="truncated or damaged"):
        open_galaxies(path, "images_spirals", 5)


def test_damage_within_the_pixels_is_noticed(images, store):
    path = store(images, chunks=(1, 32, 32, 3), compression="gzip")
    with h5py.File(path) as file:
        place = file["images_spirals"].id.get_chunk_info(2)
    with path.open("r+b") as file:
        file.seek(place.byte_offset + place.size // 2)
        file.write(b"\0" * 200)
    with pytest.raises(InputError, match="truncated or damaged"):
        open_galaxies(path, "images_spirals", 5)


def test_bands_are_named_by_the_colour_of_the_centres():
    generator = np.random.default_rng(15)
    images = generator.normal(20, 3, (40, 64, 64, 3))
    images[:, 28:36, 28:36] += np.array([120, 100, 70]) * generator.uniform(0.8, 1.2, (40, 1, 1, 3))
    assert identify_bands(centre_above_sky(images)).names == ("z", "r", "g")
    assert identify_bands(centre_above_sky(images[..., ::-1])).names == ("g", "r", "z")
    grey = images[..., :1] + generator.normal(0, 3, images.shape)
    undecided = identify_bands(centre_above_sky(grey))
    assert undecided.names[0] == "channel 0"
    assert undecided.p_value > 1e-3


def test_the_survey_file_is_in_the_order_of_a_colour_picture(real_file):
    galaxies = open_galaxies(real_file, "images_spirals", 161)
    assert identify_bands(centre_above_sky(galaxies.images(slice(None)))).names == ("z", "r", "g")
