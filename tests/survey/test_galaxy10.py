import hashlib
import re
import signal
import time
from types import SimpleNamespace

import h5py
import numpy as np
import pytest

from analysis.commands.fetch import FEW
from analysis.images.names import designation
from analysis.images.reading import open_galaxies
from analysis.runtime.errors import Failed, InputError
from analysis.survey import connection, galaxy10, partial
from tests.support import survey_server as server
from tests.support.fetching import SHORT, call, end, room, start

NUMBER = 24
CLASSES = np.random.default_rng(1).permutation(np.arange(NUMBER) % 10)
SPIRALS = np.flatnonzero((CLASSES >= 5) & (CLASSES <= 7))


def described():
    """Datasets of a file like Galaxy10, but small."""
    generator = np.random.default_rng(10)
    return {
        "images": np.stack([server.galaxy(number) for number in range(NUMBER)]),
        "ans": CLASSES.astype(np.uint8),
        "ra": generator.uniform(0, 360, NUMBER),
        "dec": generator.uniform(-20, 80, NUMBER),
        "redshift": generator.uniform(0, 0.2, NUMBER),
        "pxscale": np.full(NUMBER, 0.262),
    }


def file_of(datasets, path, chunks=None):
    """The file's content."""
    with h5py.File(path, "w") as file:
        for name, values in datasets.items():
            file.create_dataset(name, data=values, chunks=chunks if name == "images" else None)
    return path.read_bytes()


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    path = tmp_path_factory.mktemp("galaxy10") / "file.h5"
    return file_of(described(), path, chunks=(5, 256, 256, 3))


@pytest.fixture
def survey(content, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", SHORT)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with server.serving() as survey:
        publish(survey, content, monkeypatch)
        yield survey


def publish(survey, content, monkeypatch):
    survey.file = content
    monkeypatch.setattr(galaxy10, "SHA256", hashlib.sha256(content).hexdigest())


@pytest.fixture
def output(tmp_path):
    return tmp_path / "data" / "galaxies.hdf5"


@pytest.fixture
def part(output):
    """What has come when a download begins; written to, it is there from an earlier one."""
    folder = output.parent / ".galaxies.galaxy10"
    folder.mkdir(parents=True)
    return folder / "Galaxy10_DECals.h5.part"


def assert_complete(output, chosen=SPIRALS):
    datasets = described()
    with h5py.File(output) as file:
        np.testing.assert_array_equal(file["images_spirals"], datasets["images"][chosen])
        np.testing.assert_array_equal(file["class"], CLASSES[chosen])
        for name in ("ra", "dec", "redshift", "pxscale"):
            np.testing.assert_array_equal(file[name], datasets[name][chosen])
        assert list(file["names"].asstr()) == [
            designation(datasets["ra"][number] / 15, datasets["dec"][number]) for number in chosen
        ]
        assert h5py.check_string_dtype(file["names"].dtype) == ("ascii", None)
        assert file["pxscale"].attrs["units"] == "arcsec"
        assert file.attrs["sha256"] == galaxy10.SHA256
    kept = output.parent / "Galaxy10_DECals.h5"
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == galaxy10.SHA256
    assert sorted(output.parent.iterdir()) == [kept, output]


def ranges(survey):
    return [headers.get("Range") for headers in survey.headers]


def test_all_spirals_come_in_the_order_of_the_file(survey, output):
    assert f"holds {len(SPIRALS)} spirals" in galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert ranges(survey) == [None]
    assert survey.headers[0]["User-Agent"] == connection.USER_AGENT
    open_galaxies(output, "images_spirals", len(SPIRALS))


def test_the_first_spirals(survey, output):
    galaxy10.fetch(survey.address, 3, output)
    assert_complete(output, SPIRALS[:3])
    assert FEW == 256


def test_what_is_there_is_not_asked_for_again(survey, output):
    galaxy10.fetch(survey.address, 3, output)
    made = output.stat().st_mtime_ns
    assert "already" in galaxy10.fetch(survey.address, 3, output)
    assert output.stat().st_mtime_ns == made
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert survey.asked.total() == 1


@pytest.mark.parametrize("chunks", [None, (1, 256, 256, 3), (7, 64, 64, 1), (24, 16, 16, 3)])
def test_images_are_read_block_by_block(tmp_path, monkeypatch, chunks):
    monkeypatch.setattr(galaxy10, "BLOCK", 4)
    file_of(described(), tmp_path / "file.h5", chunks)
    with h5py.File(tmp_path / "file.h5") as file:
        blocks = list(galaxy10.blocks(file, SPIRALS))
    np.testing.assert_array_equal(np.concatenate(blocks), described()["images"][SPIRALS])
    assert max(map(len, blocks)) <= max(4, 2 * (chunks or [1])[0])
    assert len(blocks) > 1 or chunks[0] == NUMBER


@pytest.mark.parametrize(
    "fault",
    [
        server.status(429, Retry_After=0),
        server.status(500),
        server.silent(1),
        server.hang_up,
        server.HTML,
        server.redirect("/elsewhere"),
        server.truncated(0),
    ],
    ids=["429", "500", "time-out", "hang up", "HTML", "redirect", "truncated"],
)
def test_what_passes_is_asked_for_again(survey, output, fault):
    survey.misbehave("file", fault)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert survey.asked.total() == 2


def test_a_broken_connection_is_taken_up_where_it_broke(survey, output):
    survey.misbehave("file", *[server.truncated(400_000)] * 6)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    starts = [int(asked.removeprefix("bytes=").rstrip("-")) for asked in ranges(survey)[1:]]
    assert len(starts) == 6
    steps = np.diff([0, *starts])
    assert (steps > 400_000 - partial.PIECE).all()
    assert (steps <= 400_000).all()


def test_a_server_may_send_less_than_it_is_asked_for(survey, output, content):
    def some(handler, content):
        start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        piece = content[start : start + 500_000]
        told = f"bytes {start}-{start + len(piece) - 1}/{len(content)}"
        server.send(handler, piece, 206, Content_Range=told)

    survey.misbehave("file", server.truncated(300_000), some, some)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert survey.asked.total() == 4


def test_a_server_without_ranges_sends_everything_and_nothing_is_lost(
    survey, output, part, content
):
    part.write_bytes(content[:1_000_000])
    sizes = []

    def ignoring(sends):
        def send(handler, content):
            sizes.append(part.stat().st_size)
            server.send(handler, content, sends=sends)

        return send

    survey.misbehave("file", ignoring(300_000), ignoring(1_600_000), ignoring(None))
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert sizes[:2] == [1_000_000, 1_000_000]
    assert 1_500_000 < sizes[2] <= 1_600_000


def test_a_part_that_is_the_whole_is_only_checked(survey, output, part, content):
    """The program was killed between the last byte and the file's place; the server answers 416."""
    part.write_bytes(content)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert ranges(survey) == [f"bytes={len(content)}-"]


@pytest.mark.parametrize(
    "answer",
    [
        lambda handler, content: server.send(handler, b"", 416),
        lambda handler, content: server.send(handler, content),
    ],
    ids=["416 without a size", "everything again"],
)
def test_other_answers_when_nothing_is_missing(survey, output, part, content, answer):
    part.write_bytes(content)
    survey.misbehave("file", answer)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)


@pytest.mark.parametrize("fault", [None, lambda handler, content: server.send(handler, content)])
def test_a_part_of_something_longer_is_dropped(survey, output, part, content, fault):
    part.write_bytes(content + b"more")
    survey.misbehave("file", fault)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert ranges(survey)[-1] is None


def test_another_part_than_was_asked_for_is_not_taken(survey, output, part, content):
    def shifted(handler, content):
        told = f"bytes 7-{len(content) - 1}/{len(content)}"
        server.send(handler, content[7:], 206, Content_Range=told)

    part.write_bytes(content[:1000])
    survey.misbehave("file", shifted)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (server.status(404), "HTTP 404 Not Found"),
        (server.status(503), "HTTP 503 Service Unavailable"),
        (server.HTML, "what came is no HDF5 file"),
        (server.silent(1), "Read timed out."),
        (server.hang_up, "Remote end closed connection"),
        (server.truncated(0), "IncompleteRead"),
    ],
    ids=["404", "503", "HTML", "time-out", "hang up", "truncated"],
)
def test_patience_has_an_end_and_what_came_is_kept(survey, output, part, content, fault, sentence):
    part.write_bytes(content[:1_000_000])
    survey.misbehave("file", *[fault] * 50)
    with pytest.raises(Failed, match=f"does not come .{sentence}.*what came is kept: run it again"):
        galaxy10.fetch(survey.address, None, output)
    assert part.stat().st_size == 1_000_000
    assert survey.asked.total() <= 10
    assert not output.exists()


def test_nobody_there(output):
    with server.serving() as survey:
        address = survey.address
    code, said, error = call("--galaxy10", "--service", address, "--output", output)
    assert (code, said) == (1, "")
    assert re.fullmatch(
        f"error: {address}: the file does not come .Failed to establish .* Connection refused.; "
        "what came is kept: run it again to go on\n",
        error,
    )


def test_another_file_than_was_published_is_not_kept(survey, output, content):
    survey.file = content[:-1] + b"!"
    with pytest.raises(Failed, match=r"not Galaxy10 DECaLS as it was published .* was discarded"):
        galaxy10.fetch(survey.address, None, output)
    assert list(output.parent.iterdir()) == []


def test_ones_own_copy_is_used_and_another_file_is_left_alone(survey, output, content):
    output.parent.mkdir()
    own = output.parent / "Galaxy10_DECals.h5"
    own.write_bytes(content[:-1])
    with pytest.raises(InputError, match=r"Galaxy10_DECals.h5: this is not Galaxy10 DECaLS as it"):
        galaxy10.fetch(survey.address, None, output)
    assert list(output.parent.iterdir()) == [own]
    own.write_bytes(content)
    galaxy10.fetch(survey.address, None, output)
    assert_complete(output)
    assert survey.asked.total() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda x: x | {"images": x["images"][:, :128, :128]}, "should be 256 x 256 x 3 bytes"),
        (lambda x: x | {"images": x["images"][..., 0]}, "should be 256 x 256 x 3 bytes"),
        (lambda x: x | {"images": x["images"] / 255}, "should be 256 x 256 x 3 bytes"),
        (lambda x: x | {"ans": CLASSES[:-1]}, "ans and images differ in length"),
        (lambda x: x | {"ans": CLASSES % 5}, "there are no spirals"),
        (lambda x: {"images": x["images"][:2]}, "should have a dataset ans"),
        (lambda x: {"ans": CLASSES}, "should have a dataset images"),
    ],
)
def test_a_file_that_is_not_as_described(survey, output, tmp_path, monkeypatch, change, sentence):
    publish(survey, file_of(change(described()), tmp_path / "other.h5"), monkeypatch)
    with pytest.raises(InputError, match=f"Galaxy10_DECals.h5: .*{sentence}"):
        galaxy10.fetch(survey.address, None, output)
    assert not output.exists()


def test_an_hdf5_file_that_is_cut_off(survey, output, content, monkeypatch):
    publish(survey, content[:100_000], monkeypatch)
    with pytest.raises(InputError, match="this is not an HDF5 file"):
        galaxy10.fetch(survey.address, None, output)


def test_a_disk_that_is_too_small_is_told_at_once(survey, output, monkeypatch):
    free = SimpleNamespace(free=1_000_000)
    monkeypatch.setattr("analysis.survey.partial.shutil.disk_usage", lambda _: free)
    with pytest.raises(Failed, match=r"0.00 GB are to come and 0.00 GB are free; make room"):
        galaxy10.fetch(survey.address, None, output)
    assert list(output.parent.iterdir()) == []


def published():
    return f"from analysis.survey import galaxy10; galaxy10.SHA256 = {galaxy10.SHA256!r}; "


def test_a_full_disk(survey, output, part, content):
    arguments = ("--galaxy10", "--service", survey.address, "--output", output)
    code, _, error = call(*arguments, before=published() + room(1_000_000))
    assert code == 1
    assert re.fullmatch(
        f"error: {part.parent}: the file cannot be written .File too large.; make room.*\n", error
    )
    assert list(part.parent.iterdir()) == [part]
    assert part.read_bytes() == content[:1_000_000]

    (output.parent / "Galaxy10_DECals.h5").write_bytes(content)
    code, _, error = call(*arguments, before=published() + room(800_000))
    assert code == 1
    assert re.fullmatch(
        f"error: {output}: the file cannot be written .File too large.; make room.*\n", error
    )
    assert not output.exists()

    (output.parent / "Galaxy10_DECals.h5").unlink()
    code, _, error = call(*arguments, before=published())
    assert (code, error) == (0, "")
    assert_complete(output)
    assert ranges(survey) == [None, "bytes=1000000-"]


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_what_came_before_the_end_is_not_asked_for_again(survey, output, part, content, stop):
    def half(handler, content):
        server.send(handler, content[:2_000_000], Content_Length=len(content))
        time.sleep(10)

    survey.misbehave("file", half)
    arguments = ("--galaxy10", "--service", survey.address, "--output", output)
    process = start(*arguments, before=published() + "connection.PATIENCE = connection.Patience()")
    while not part.exists() or part.stat().st_size < 1_500_000:
        assert process.poll() is None
        time.sleep(0.02)
    end(process, stop)
    size = part.stat().st_size
    code, _, error = call(*arguments, before=published())
    assert (code, error) == (0, "")
    assert_complete(output)
    assert ranges(survey) == [None, f"bytes={size}-"]
