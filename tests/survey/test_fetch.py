import re
import signal
import time

import h5py
import numpy as np
import pytest

from analysis.commands.fetch import OUTPUT
from analysis.images.reading import open_galaxies
from analysis.images.split import FEWEST_GALAXIES
from analysis.results.image_file import COURSE_FILE
from analysis.runtime.errors import Failed, InputError
from analysis.survey import connection, from_catalogue
from analysis.survey.cutout import decode
from analysis.survey.download import OUTAGE
from analysis.survey.store import TERMS, origin
from tests.support import survey_server as server
from tests.support.fetching import SHORT, call, end, room, start

NUMBER = 6
IMAGES = [server.jpeg(server.galaxy(number)) for number in range(NUMBER)]
BLANK = np.zeros((256, 256, 3), np.uint8)


def ra(number):
    return f"{number + 0.25:.6f}"


@pytest.fixture
def survey(monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", SHORT)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with server.serving() as survey:
        survey.images = {ra(number): image for number, image in enumerate(IMAGES)}
        yield survey


@pytest.fixture
def catalogue(tmp_path):
    return write_catalogue(tmp_path / "mine.csv", NUMBER)


@pytest.fixture
def output(tmp_path):
    return tmp_path / "data" / "galaxies.hdf5"


def write_catalogue(path, number):
    """Galaxies in an order that no sorting would give."""
    lines = [f"G{number},{number + 0.25},{-number % 90}" for number in np.arange(number)[::-1]]
    path.write_text("\n".join(["name,ra,dec", *lines]))
    return path


def hidden(output):
    return output.parent / f".{output.stem}.cutouts"


def stored(path):
    with h5py.File(path) as file:
        return file["images_spirals"][:], list(file["names"].asstr()[:])


def assert_complete(output):
    images, names = stored(output)
    assert names == [f"G{number}" for number in range(NUMBER)][::-1]
    np.testing.assert_array_equal(images, [decode(image) for image in IMAGES[::-1]])
    assert list(output.parent.iterdir()) == [output]


def test_every_image_comes_once_and_in_order(survey, catalogue, output):
    said = from_catalogue.fetch(catalogue, survey.address, output)
    assert "holds 6 galaxies" in said
    assert "legacysurvey.org/acknowledgment" in said
    assert_complete(output)
    assert set(survey.asked.values()) == {1}
    assert {headers["User-Agent"] for headers in survey.headers} == {connection.USER_AGENT}


def test_the_file_tells_where_its_images_come_from(survey, catalogue, output):
    from_catalogue.fetch(catalogue, survey.address, output)
    with h5py.File(output) as file:
        assert file["images_spirals"].dtype == np.uint8
        assert h5py.check_string_dtype(file["names"].dtype) == ("ascii", None)
        np.testing.assert_array_equal(file["ra"], np.arange(NUMBER)[::-1] + 0.25)
        np.testing.assert_array_equal(file["dec"], -np.arange(NUMBER)[::-1] % 90)
        assert file["ra"].attrs["units"] == file["dec"].attrs["units"] == "deg"
        assert (file.attrs["layer"], file.attrs["pixel_scale"]) == ("ls-dr9", 0.262)
        assert file["sources"].asstr()[0] == (
            f"{survey.address}?ra=5.250000&dec=85.000000&size=256&layer=ls-dr9&pixscale=0.262"
        )


def test_the_report_reads_the_file(survey, catalogue, output):
    from_catalogue.fetch(catalogue, survey.address, output)
    galaxies = open_galaxies(output, "images_spirals", NUMBER).read(slice(None))
    np.testing.assert_allclose(galaxies.grey(0), decode(IMAGES[-1]).mean(axis=-1))
    assert origin(output) == {"layer": "ls-dr9", "pixel_scale": 0.262, "terms": TERMS}
    assert COURSE_FILE.as_posix() == OUTPUT


@pytest.mark.parametrize(
    "fault",
    [
        server.status(429, Retry_After=0),
        server.status(500),
        server.status(503),
        server.silent(1),
        server.truncated(1000),
        server.instead(IMAGES[0][: len(IMAGES[0]) // 2]),
        server.instead(b""),
        server.hang_up,
        server.HTML,
        server.GARBAGE,
    ],
    ids=[
        *("429", "500", "503", "time-out", "truncated", "half an image"),
        *("empty", "hang up", "HTML", "garbage"),
    ],
)
def test_what_passes_is_asked_for_again(survey, catalogue, output, fault):
    survey.misbehave(ra(2), fault, fault)
    from_catalogue.fetch(catalogue, survey.address, output)
    assert_complete(output)
    assert survey.asked == {ra(number): 3 if number == 2 else 1 for number in range(NUMBER)}


def test_a_service_that_asks_to_wait_is_obeyed(survey, catalogue, output, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waits.append)
    monkeypatch.setattr(connection, "PATIENCE", connection.Patience(longest=60))
    survey.misbehave(ra(1), server.status(429, Retry_After=17))
    survey.misbehave(ra(4), server.status(503, Retry_After=86_400))
    from_catalogue.fetch(catalogue, survey.address, output)
    assert_complete(output)
    assert sorted(wait for wait in waits if wait > 5) == [17, 60]


def test_a_redirect_is_followed(survey, catalogue, output):
    survey.misbehave(ra(3), server.redirect("/elsewhere/jpeg-cutout"))
    from_catalogue.fetch(catalogue, survey.address, output)
    assert_complete(output)


def test_few_connections(survey, catalogue, output):
    def slowly(handler, content):
        time.sleep(0.05)
        server.whole(handler, content)

    survey.always = slowly
    write_catalogue(catalogue, 24)
    survey.images = {ra(number): IMAGES[0] for number in range(24)}
    from_catalogue.fetch(catalogue, survey.address, output)
    assert 1 < survey.most_at_once <= connection.CONNECTIONS == 4


def partly_blank(share):
    image = server.galaxy(1).copy()
    image[: round(share * 256)] = 0
    return image


def without_a_band(band):
    image = server.galaxy(1).copy()
    image[..., band] = 128
    return image


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (server.status(404), "HTTP 404 Not Found"),
        (server.status(400), "HTTP 400 Bad Request"),
        (server.instead(server.jpeg(BLANK)), "outside the survey's footprint (the image is blank)"),
        (server.instead(server.jpeg(BLANK + 32)), "the image is blank"),
        (server.instead(server.jpeg(partly_blank(0.75))), "at its edge (75% of the image"),
        (server.instead(server.jpeg(partly_blank(0.4375))), "at its edge (44% of the image"),
        (server.instead(server.jpeg(server.galaxy(1, 128))), "128 x 128 pixels, not 256 x 256"),
        (server.instead(server.jpeg(np.zeros((9600, 9600), np.uint8))), "9600 x 9600 pixels"),
    ],
    ids=["404", "400", "black", "grey", "most", "a part", "small", "large"],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_an_answer_that_will_not_change_is_told_and_not_asked_for_again(
    survey, catalogue, output, capsys, answer, sentence
):
    survey.misbehave(ra(2), *[answer] * 9)
    with pytest.raises(Failed, match="5 of 6 galaxies are there; run it again"):
        from_catalogue.fetch(catalogue, survey.address, output)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("G2: ")
    assert sentence in line
    assert survey.asked[ra(2)] == 1
    assert not output.exists()
    survey.misbehave(ra(2))
    from_catalogue.fetch(catalogue, survey.address, output)
    assert_complete(output)
    assert survey.asked == {ra(number): 2 if number == 2 else 1 for number in range(NUMBER)}


def test_a_band_without_light_is_no_image():
    from analysis.survey.connection import Refused
    from analysis.survey.cutout import _check_observed

    for band in range(3):
        with pytest.raises(Refused, match="blank"):
            _check_observed(without_a_band(band))
    _check_observed(partly_blank(0.2))


def test_damaged_bytes_are_never_more_than_refused():
    from analysis.survey.connection import Garbled, Refused

    generator = np.random.default_rng(8)
    for _ in range(60):
        damaged = np.frombuffer(IMAGES[0], np.uint8).copy()
        damaged[generator.integers(len(damaged) // 4, size=30)] = generator.integers(256, size=30)
        try:
            pixels = decode(damaged.tobytes())
        except (Garbled, Refused):
            continue
        assert pixels.shape == (256, 256, 3)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (server.status(500), "G2: HTTP 500 Internal Server Error"),
        (server.HTML, "G2: what came is no whole JPEG image"),
        (server.truncated(1000), "G2: IncompleteRead"),
        (server.silent(0.6), "G2: Read timed out."),
        (server.hang_up, "G2: Remote end closed connection without response"),
    ],
    ids=["500", "HTML", "truncated", "time-out", "hang up"],
)
def test_patience_has_an_end(survey, catalogue, output, capsys, fault, sentence):
    survey.misbehave(ra(2), *[fault] * 50)
    with pytest.raises(Failed, match="5 of 6 galaxies are there"):
        from_catalogue.fetch(catalogue, survey.address, output)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(sentence)
    assert survey.asked[ra(2)] <= 6
    assert [path.suffix for path in hidden(output).iterdir()] == [".jpg"] * 5


def test_a_service_that_nobody_reaches_is_given_up_in_one_sentence(tmp_path, output):
    catalogue = write_catalogue(tmp_path / "mine.csv", 200)
    with server.serving() as survey:
        address = survey.address
    code, said, error = call("--catalog", catalogue, "--service", address, "--output", output)
    assert (code, said) == (1, "")
    assert len(error.splitlines()) == 1
    assert error.startswith(f"error: {address}: the service is out of reach (Failed to establish")
    assert "0 of 200 galaxies are there: check the network" in error
    assert list(output.parent.iterdir()) == []


def test_an_outage_ends_the_attempt_and_the_next_one_goes_on(survey, tmp_path, output):
    catalogue = write_catalogue(tmp_path / "mine.csv", 40)
    survey.images = {ra(number): IMAGES[number % NUMBER] for number in range(40)}

    def until_enough(handler, content):
        (server.whole if len(survey.asked) <= 20 else server.status(503))(handler, content)

    survey.always = until_enough
    arguments = ("--catalog", catalogue, "--service", survey.address, "--output", output)
    code, _, error = call(*arguments)
    assert code == 1
    assert re.match("error: .* is out of reach .HTTP 503 Service Unavailable.; 20 of 40", error)
    assert len(error.splitlines()) == 1
    assert len(survey.asked) <= 20 + OUTAGE + connection.CONNECTIONS
    survey.always = None
    survey.asked.clear()
    from_catalogue.fetch(catalogue, survey.address, output)
    assert sorted(survey.asked.values()) == [1] * 20
    assert len(stored(output)[0]) == 40


@pytest.fixture
def enough(survey, monkeypatch):
    """One galaxy does not come, and the others are as many as the report needs."""
    assert from_catalogue.FEWEST_GALAXIES == FEWEST_GALAXIES
    monkeypatch.setattr(from_catalogue, "FEWEST_GALAXIES", NUMBER - 1)
    del survey.images[ra(0)]
    return survey


def test_an_incomplete_file_is_better_than_none(enough, catalogue, output):
    with pytest.raises(Failed, match="5 of 6 galaxies"):
        from_catalogue.fetch(catalogue, enough.address, output)
    assert len(open_galaxies(output, "images_spirals", NUMBER - 1)) == NUMBER - 1
    assert stored(output)[1] == [f"G{number}" for number in range(1, NUMBER)][::-1]
    enough.images[ra(0)] = IMAGES[0]
    enough.asked.clear()
    from_catalogue.fetch(catalogue, enough.address, output)
    assert enough.asked == {ra(0): 1}
    assert_complete(output)


def test_an_incomplete_file_replaces_nothing(enough, catalogue, output):
    output.parent.mkdir()
    with h5py.File(output, "w") as file:
        file.attrs["terms"] = TERMS
    before = output.read_bytes()
    with pytest.raises(Failed):
        from_catalogue.fetch(catalogue, enough.address, output)
    assert output.read_bytes() == before
    enough.images[ra(0)] = IMAGES[0]
    from_catalogue.fetch(catalogue, enough.address, output)
    assert_complete(output)


def test_somebodys_own_file_is_never_replaced(survey, catalogue, output):
    output.parent.mkdir()
    output.write_text("somebody's")
    with pytest.raises(InputError, match="was not fetched; move it away"):
        from_catalogue.fetch(catalogue, survey.address, output)
    assert output.read_text() == "somebody's"
    assert survey.asked == {}


def test_a_complete_file_is_left_alone(survey, catalogue, output):
    from_catalogue.fetch(catalogue, survey.address, output)
    made = output.stat().st_mtime_ns
    survey.asked.clear()
    assert "already" in from_catalogue.fetch(catalogue, "http://mirror.invalid/", output)
    assert survey.asked == {}
    assert output.stat().st_mtime_ns == made


@pytest.mark.parametrize(
    "change", [("G3", "NGC3"), (",3.25,", ",3.250001,"), ("\nG3", "\nG7,7,7\nG3")]
)
def test_another_catalogue_is_another_file(survey, catalogue, output, change):
    from_catalogue.fetch(catalogue, survey.address, output)
    catalogue.write_text(catalogue.read_text().replace(*change))
    survey.images |= {"3.250001": IMAGES[3], "7.000000": IMAGES[0]}
    assert "already" not in from_catalogue.fetch(catalogue, survey.address, output)


def test_an_image_that_was_damaged_on_the_disk_is_asked_for_again(survey, catalogue, output):
    survey.misbehave(ra(0), server.status(404))
    with pytest.raises(Failed):
        from_catalogue.fetch(catalogue, survey.address, output)
    kept = next(hidden(output).iterdir())
    kept.write_bytes(kept.read_bytes()[:2000])
    survey.asked.clear()
    from_catalogue.fetch(catalogue, survey.address, output)
    assert_complete(output)
    assert survey.asked.total() == 2


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_what_came_before_the_end_is_not_asked_for_again(survey, catalogue, output, stop):
    survey.misbehave(ra(4), *[server.silent(30)] * 9)
    arguments = ("--catalog", catalogue, "--service", survey.address, "--output", output)
    process = start(*arguments, before="connection.PATIENCE = connection.Patience()")
    while len(list(hidden(output).glob("*.jpg"))) < NUMBER - 1:
        assert process.poll() is None
        time.sleep(0.02)
    end(process, stop)
    assert not output.exists()
    survey.misbehave(ra(4))
    code, said, error = call(*arguments)
    assert (code, error) == (0, "")
    assert "holds 6 galaxies" in said
    assert_complete(output)
    assert survey.asked == {ra(number): 2 if number == 4 else 1 for number in range(NUMBER)}


def test_a_full_disk(survey, catalogue, output):
    arguments = ("--catalog", catalogue, "--service", survey.address, "--output", output)
    code, _, error = call(*arguments, before=room(2000))
    assert code == 1
    assert re.fullmatch(
        f"error: {hidden(output)}: an image cannot be written .File too large.; make room.*\n",
        error,
    )
    assert not list(hidden(output).glob("*.jpg"))

    code, _, error = call(*arguments, before=room(500_000))
    assert code == 1
    assert re.fullmatch(f"error: {output}: the file cannot be written .*; make room.*\n", error)
    assert not output.exists()
    assert [path.suffix for path in hidden(output).iterdir()] == [".jpg"] * NUMBER

    survey.asked.clear()
    assert call(*arguments)[0] == 0
    assert survey.asked == {}
    assert_complete(output)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--all"], "--all goes with --galaxy10"),
        (["--galaxy10", "--catalog", "mine.csv"], "exclude each other"),
        (["--service", "legacysurvey.org"], "--service legacysurvey.org: give an address"),
        (["--catalog", "none.csv"], "none.csv: there is no such catalogue"),
        (["--output", "."], "this is a folder; give the path of the file"),
        (["--output", "mine.csv/galaxies.hdf5"], "mine.csv/galaxies.hdf5: nothing can be written"),
        (["--galaxy10", "--output", "."], "this is a folder; give the path of the file"),
        (["--layer", "dr8"], "unrecognized arguments"),
    ],
)
def test_a_wrong_command_line(catalogue, arguments, sentence):
    code, said, error = call(*arguments, cwd=catalogue.parent)
    assert (code, said) == (2, "")
    assert len(error.splitlines()) == 1
    assert error.startswith("error: ")
    assert sentence in error
    assert list(catalogue.parent.iterdir()) == [catalogue]


def test_a_folder_where_nothing_can_be_written(catalogue, survey):
    with pytest.raises(InputError, match="nothing can be written there"):
        from_catalogue.fetch(catalogue, survey.address, catalogue / "below" / "galaxies.hdf5")
