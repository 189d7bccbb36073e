"""The file that ``python -m analysis basis`` writes, and how a run that was stopped goes on."""

import re
import signal
import subprocess
import sys

import numpy as np
import pytest

from analysis.approximation.common_basis import fit_basis
from analysis.approximation.svd import singular_values
from analysis.comparison.fidelity import relative_error
from analysis.large import resume
from analysis.large.store import rebuild
from analysis.runtime.errors import Failed, InputError, UsageError
from analysis.threshold.rules import threshold_known_noise, threshold_unknown_noise
from analysis.threshold.sky import border_noise
from tests.support import survey

KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.support import survey
from analysis.large import checkpoint, resume
resume.SECONDS = 0.0
keep, seen = checkpoint.Checkpoint.keep, []
def keep_and_die(self, name, arrays):
    keep(self, name, arrays)
    seen.append(name.partition("-")[0])
    if seen.count(sys.argv[3]) == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
checkpoint.Checkpoint.keep = keep_and_die
survey.basis(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def survey_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("survey") / "survey.hdf5"
    return path, survey.write(path)


@pytest.fixture(scope="module")
def uninterrupted(survey_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("basis") / "basis.hdf5"
    survey.basis(survey_file[0], path)
    return path


def test_the_file_holds_basis_and_galaxies(survey_file, uninterrupted):
    grey = survey_file[1].mean(axis=-1)
    exact = fit_basis(grey, grey.mean(axis=0))
    found = survey.stored(uninterrupted)
    rank = survey.RANK
    np.testing.assert_allclose(found["mean"], grey.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(found["singular_values"], exact.singular_values_[:rank], rtol=1e-4)
    shares = exact.singular_values_**2 / np.sum(exact.singular_values_**2)
    np.testing.assert_allclose(found["variance_shares"], shares[:rank], rtol=1e-4)
    overlaps = np.sum(found["vectors"].reshape(rank, -1) * exact.vectors_[:rank], axis=1)
    np.testing.assert_allclose(overlaps, 1, atol=1e-3)
    rebuilt = exact.reconstruct(grey, rank)
    errors = [relative_error(*pair) for pair in zip(grey, rebuilt, strict=True)]
    np.testing.assert_allclose(found["relative_error"], errors, rtol=2e-3)
    np.testing.assert_allclose(
        np.linalg.norm(found["coefficients"], axis=0), found["singular_values"], rtol=1e-4
    )


@pytest.mark.parametrize("galaxy", [0, 300, 699])
def test_thresholds_are_those_of_single_images(survey_file, uninterrupted, galaxy):
    image = survey_file[1][galaxy].mean(axis=-1).astype(np.float32)
    found = {
        name: values[galaxy]
        for name, values in survey.stored(uninterrupted).items()
        if len(values) == survey.GALAXIES
    }
    values, noise = singular_values(image), border_noise(image)
    unknown = threshold_unknown_noise(values, image.shape)
    known = threshold_known_noise(values, image.shape, noise)
    assert found["noise"] == pytest.approx(noise)
    assert found["unknown_noise_kept"] == unknown.kept
    assert found["unknown_noise_threshold"] == pytest.approx(unknown.threshold)
    assert found["known_noise_kept"] == known.kept
    assert found["known_noise_threshold"] == pytest.approx(known.threshold)


def test_galaxies_are_rebuilt_in_parts(survey_file, uninterrupted):
    grey = survey_file[1].mean(axis=-1)
    exact = fit_basis(grey, grey.mean(axis=0))
    parts = list(rebuild(uninterrupted, slice(100, 650), 4))
    assert [len(part) for part in parts] == [256, 256, 38]
    np.testing.assert_allclose(np.concatenate(parts), exact.reconstruct(grey[100:650], 4), atol=0.5)
    with pytest.raises(InputError, match="6 vectors, not 7"):
        next(rebuild(uninterrupted, slice(0, 1), 7))
    with pytest.raises(InputError, match="not what"):
        next(rebuild(survey_file[0], slice(0, 1), 1))


def test_a_killed_run_goes_on_and_gives_the_same_bits(survey_file, uninterrupted, tmp_path):
    output = tmp_path / "basis.hdf5"
    said = []
    for piece, count in (("pass", 2), ("fit", 1), ("pass", 2), ("galaxies", 2)):
        arguments = [survey_file[0], output, piece, str(count)]
        done = subprocess.run(
            [sys.executable, "-c", KILLED, *arguments], capture_output=True, text=True
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert not output.exists()
        said.append(done.stderr)
    # The first pass is over when the second process is killed, which had no time to say so.
    assert [line.partition(":")[0] for line in "".join(said).splitlines()] == ["pass 2"]
    last: list[str] = []
    survey.basis(survey_file[0], output, last.append)
    assert not last
    assert list(tmp_path.iterdir()) == [output]
    expected, found = survey.stored(uninterrupted), survey.stored(output)
    assert expected.keys() == found.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values, err_msg=name)


class Stopped(Exception):
    pass


def stop_after(name, count, monkeypatch):
    """Stop a run within this process after so many pieces of a name."""
    keep, seen = resume.Checkpoint.keep, []

    def keep_and_stop(self, piece, arrays):
        keep(self, piece, arrays)
        seen.append(piece.partition("-")[0])
        if seen.count(name) == count:
            raise Stopped

    monkeypatch.setattr(resume.Checkpoint, "keep", keep_and_stop)
    monkeypatch.setattr(resume, "SECONDS", 0.0)


@pytest.mark.parametrize("damage", ["truncated", "flipped", "emptied"])
@pytest.mark.parametrize("piece", ["run", "fit", "pass", "galaxies"])
def test_damaged_checkpoints_are_noticed_and_computed_again(
    survey_file, uninterrupted, tmp_path, piece, damage
):
    output = tmp_path / "basis.hdf5"
    with pytest.MonkeyPatch.context() as patch:
        stop_after("galaxies", 2, patch)
        with pytest.raises(Stopped):
            survey.basis(survey_file[0], output)
    folder = tmp_path / ".basis.hdf5.checkpoint"
    if piece == "pass":  # it matters only where the pass is not over
        (folder / "fit").unlink()
    (file, *_) = (path for path in folder.iterdir() if path.name.startswith(piece))
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes({"truncated": content[:-9], "flipped": content, "emptied": b""}[damage])
    said: list[str] = []
    survey.basis(survey_file[0], output, said.append)
    assert sum("damaged" in line for line in said) == 1
    assert list(tmp_path.iterdir()) == [output]
    for name, values in survey.stored(uninterrupted).items():
        np.testing.assert_array_equal(survey.stored(output)[name], values, err_msg=name)


def test_checkpoints_of_another_run_are_not_used(survey_file, tmp_path, monkeypatch):
    output = tmp_path / "basis.hdf5"
    with pytest.MonkeyPatch.context() as patch:
        stop_after("fit", 2, patch)
        with pytest.raises(Stopped):
            survey.basis(survey_file[0], output, rank=4)
    said: list[str] = []
    survey.basis(survey_file[0], output, said.append)
    assert "another run" in said[0]
    assert len(survey.stored(output)["singular_values"]) == survey.RANK


@pytest.mark.parametrize(
    ("options", "kind", "sentence"),
    [
        ({"key": "spirals"}, InputError, "no dataset spirals"),
        ({"rank": 300}, InputError, "choose a rank from 1 to 256"),
        ({"rank": 0}, InputError, "choose a rank from 1 to 256"),
        ({"downsample": 3}, InputError, "down-sampling factor that divides 16"),
        ({"downsample": 0}, InputError, "down-sampling factor that divides 16"),
        ({"scheduler": "tcp://127.0.0.1:1"}, Failed, "no Dask scheduler answers"),
        ({"scheduler": "nowhere"}, UsageError, "tcp://host:8786"),
    ],
)
def test_what_cannot_be_used_is_refused(survey_file, tmp_path, options, kind, sentence):
    with pytest.raises(kind, match=sentence):
        survey.basis(survey_file[0], tmp_path / "basis.hdf5", **options)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["file/basis.hdf5", "."])
def test_an_output_that_cannot_be_written_is_refused(survey_file, tmp_path, place):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="--output"):
        survey.basis(survey_file[0], tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_small_set_has_as_many_vectors_as_there_are(survey_file, tmp_path):
    output = tmp_path / "made" / "basis.hdf5"  # the folder, too
    survey.basis(survey_file[0], output, rank=None, downsample=4)
    assert survey.stored(output)["vectors"].shape == (16, 4, 4)


def test_the_command_sums_up(survey_file, repository, tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "analysis", "basis", *arguments],
            cwd=repository,
            capture_output=True,
            text=True,
        )

    output = tmp_path / "basis.hdf5"
    done = run(survey_file[0], f"--output={output}", "--rank=6", "--downsample=2")
    assert done.returncode == 0, done.stderr
    assert "700 galaxies of 8 x 8 pixels" in done.stdout
    assert survey.stored(output)["vectors"].shape == (6, 8, 8)
    refused = run(tmp_path / "nowhere.hdf5")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("room", [500, 20_000, 50_000, 80_000])
def test_a_full_disk(survey_file, tmp_path, repository, room):
    output = tmp_path / "basis.hdf5"
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    program = f"{limit}; import sys; from analysis.__main__ import main; sys.exit(main())"
    arguments = ["basis", str(survey_file[0]), f"--output={output}", "--rank=6"]
    full, enough = (
        subprocess.run(
            [sys.executable, "-B", "-c", start, *arguments],
            cwd=repository,
            capture_output=True,
            text=True,
        )
        for start in (program, program.partition("; ")[2].partition("; ")[2])
    )
    assert full.returncode == 1
    assert re.search(r"^error: .* cannot be written .*; make room.*\n\Z", full.stderr, re.M)
    assert "Traceback" not in full.stderr
    assert enough.returncode == 0, enough.stderr
    assert survey.stored(output)["coefficients"].shape == (700, 6)
    assert list(tmp_path.iterdir()) == [output]
