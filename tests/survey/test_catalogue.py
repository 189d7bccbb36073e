import re

import numpy as np
import pytest
from astropy import units
from astropy.coordinates import SkyCoord

from analysis.images.names import designation
from analysis.runtime.errors import InputError
from analysis.survey.catalogue import SHIPPED, Position, read_catalogue

HEADER = "name,ra,dec\n"


@pytest.fixture
def table(tmp_path):
    def write(content):
        path = tmp_path / "mine.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture(scope="module")
def shipped():
    return read_catalogue(SHIPPED)


def sky(name):
    """A name's position as Astropy reads it."""
    parts = re.fullmatch(r"J(\d\d)(\d\d)(\d\d\.\d\d)([+-]\d\d)(\d\d)(\d\d\.\d)", name)
    assert parts
    hours, minutes, seconds, degrees, arcmin, arcsec = parts.groups()
    return SkyCoord(f"{hours}:{minutes}:{seconds} {degrees}:{arcmin}:{arcsec}", unit=("h", "deg"))


def test_the_shipped_catalogue_has_as_many_galaxies_as_the_worksheet(shipped):
    assert len(shipped) == 256
    assert len({position.name for position in shipped}) == 256


def test_shipped_positions_are_those_of_their_names(shipped):
    """The middle of what a name leaves open: 0.01 s of right ascension, 0.1" of declination."""
    half_second, half_arcsec = 15 * 0.005 / 3600, 0.05 / 3600
    for position in shipped:
        named = sky(position.name)
        further = -1 if "-" in position.name else 1
        assert position.ra == pytest.approx(named.ra.deg + half_second, abs=1e-6)
        assert position.dec == pytest.approx(named.dec.deg + further * half_arcsec, abs=1e-6)


def test_names_follow_from_positions(shipped):
    for position in shipped:
        assert designation(position.ra / 15, position.dec) == position.name


def test_names_of_any_position_are_those_of_astropy():
    """Astropy rounds: half of the last digit is taken off first."""
    generator = np.random.default_rng(3)
    for _ in range(200):
        ra, dec = generator.uniform(0, 360), generator.uniform(-89, 89)
        name = designation(ra / 15, dec)
        assert sky(name).separation(SkyCoord(ra, dec, unit="deg")) < 0.2 * units.arcsec
        off = np.sign(dec) * 0.05 / 3600
        seen = SkyCoord((ra - 15 * 0.005 / 3600) % 360, dec - off, unit="deg")
        in_hours = seen.ra.to_string(units.hour, sep="", precision=2, pad=True)
        in_degrees = seen.dec.to_string(sep="", precision=1, pad=True, alwayssign=True)
        assert name == f"J{in_hours}{in_degrees}"


@pytest.mark.parametrize(
    "content",
    [
        "name,ra,dec\nM51,202.469575,47.195258\n",
        "\ufeffName, RA , Dec,type\r\nM51, 202.469575, 47.195258,Sbc\r\n",
        'dec,ra,name\n47.195258,202.469575,"M51"\n\n',
    ],
    ids=["plain", "from a spreadsheet", "other order"],
)
def test_ones_own_catalogue(table, content):
    assert read_catalogue(table(content)) == [Position("M51", 202.469575, 47.195258)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "no column name or ra or dec"),
        (HEADER, "holds no positions"),
        ("name;ra;dec\nM51;1;2\n", "no column name or ra or dec"),
        ("name,ra\nM51,1\n", "no column dec; its first line"),
        (HEADER + "M51,1\n", "line 2: dec is '', not a number"),
        (HEADER + "M51,13h29m,2\n", "line 2: ra is '13h29m', not a number"),
        (HEADER + "M51,1,2\nM52,nan,2\n", "line 3: ra is nan, not within 0 to 360"),
        (HEADER + "M51,361,2\n", "line 2: ra is 361, not within 0 to 360"),
        (HEADER + "M51,-1,2\n", "ra is -1, not within"),
        (HEADER + "M51,1,90.5\n", "dec is 90.5, not within -90 to 90"),
        (HEADER + "M51,1,2\nM52,1,2\nM51,3,4\n", "M51 is there 2 times"),
        (HEADER + ",1,2\n", "the name '' is empty"),
        (HEADER + "Überstern,1,2\n", "not ASCII"),
        (b"\x89HDF\r\n\x1a\n\xff\xfe\x00", "not a text file"),
        (HEADER + "x" * 200_000 + ",1,2\n", "not a text file"),
    ],
)
def test_a_catalogue_that_cannot_be_used(table, content, sentence):
    path = table(content)
    with pytest.raises(InputError, match=re.escape(sentence)) as caught:
        read_catalogue(path)
    assert str(path) in str(caught.value)


def test_no_catalogue(tmp_path):
    with pytest.raises(InputError, match="there is no such catalogue"):
        read_catalogue(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_catalogue(tmp_path)
