"""Training in several processes takes the steps of one, whatever becomes of a worker."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
from torch.distributed import HashStore

from analysis import __main__ as command_line
from analysis.autoencoder import choice
from analysis.autoencoder.processes import SingleProcess
from analysis.large.torchrun import fresh_part
from tests.support import steps, tiny
from tests.support.command import ended

GALAXIES, EPOCHS = 120, 24


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def environment(repository):
    return os.environ | {
        "PYTHONPATH": str(repository),
        "OMP_NUM_THREADS": "1",
    }


def torchrun(*arguments):
    return [
        *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
        *("--nproc-per-node", "2", "--max-restarts", "3", *map(str, arguments)),
    ]


@contextmanager
def started(arguments, environment):
    command = torchrun(*arguments)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()  # takes its workers along


def output_of(process):
    output, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors
    return output


@pytest.fixture(scope="module")
def galaxies(tmp_path_factory):
    return tiny.write(tmp_path_factory.mktemp("galaxies") / "set.hdf5", GALAXIES)


def arguments(galaxies, output):
    return ["train", galaxies, "--epochs", EPOCHS, "--output", output]


@pytest.fixture(scope="module")
def two(tmp_path_factory, repository, environment, galaxies):
    """Folder of what two processes found that nobody disturbed."""
    folder = tmp_path_factory.mktemp("two")
    script = [repository / "tests" / "support" / "steps.py", folder]
    with started([*script, *arguments(galaxies, folder / "two.npz")], environment) as process:
        assert "going on" not in output_of(process)
    return folder


def test_every_attempt_has_a_part_of_the_store_to_itself():
    store = HashStore()
    for attempt in range(3):
        if attempt:  # by one that died before it knew of its group
            store.set("asking 2", f"dead {attempt}")
        with ThreadPoolExecutor(3) as ranks:
            parts = list(ranks.map(lambda rank: fresh_part(store, rank, 3), range(3)))
        assert not any(part.check(["address"]) for part in parts)
        parts[1].set("address", str(attempt))
        assert [part.get("address") for part in parts] == [str(attempt).encode()] * 3


def test_two_processes_compute_the_gradients_of_one(two):
    one = steps.descend(SingleProcess())
    first, second = (np.load(two / f"{rank}.npz") for rank in range(2))
    for numbers, tolerance in (("float32", 1e-6), ("bfloat16", 0.05)):
        weights, losses = f"{numbers} weights", f"{numbers} losses"
        assert one[losses][-1] < 0.7 * one[losses][0]
        np.testing.assert_allclose(first[losses], one[losses], rtol=tolerance)
        np.testing.assert_allclose(first[weights], one[weights], atol=tolerance)
        for name in (weights, losses):
            np.testing.assert_array_equal(second[name], first[name])


def test_a_mistake_is_told_by_one_process(two):
    seen = (two / "seen.txt").read_text().splitlines()
    assert seen == ["UsageError('a mistake')", "SystemExit(2)", "of 0"]


def test_two_processes_train_the_network_of_one(tmp_path, galaxies, two, monkeypatch):
    output = tmp_path / "one.npz"
    monkeypatch.setattr(sys, "argv", ["analysis", *map(str, arguments(galaxies, output))])
    monkeypatch.setattr(choice, "best_precision", lambda *_: tiny.SINGLE)
    assert command_line.main() == 0
    one, two = np.load(output), np.load(two / "two.npz")
    assert set(one) == set(two)
    assert one["latents"].shape == two["latents"].shape == (GALAXIES, 4)
    assert one["steps"] == two["steps"]
    # Rounding differs, and Adam makes ever more of it where gradients are next to nothing.
    np.testing.assert_allclose(two["training_loss"][:4], one["training_loss"][:4], rtol=1e-3)
    np.testing.assert_allclose(two["test_errors"].mean(), one["test_errors"].mean(), rtol=0.05)


def kill_a_worker(launcher, folder):
    """End the second process of two, once they have trained for some epochs."""
    workers: list[psutil.Process] = []
    while len(list(folder.glob("*-0000*.checkpoint"))) < 2 or not workers:
        assert launcher.poll() is None, launcher.communicate()
        time.sleep(0.01)
        children = psutil.Process(launcher.pid).children()
        workers = [child for child in children if child.environ().get("RANK") == "1"]
    workers[0].send_signal(signal.SIGKILL)


def test_a_killed_worker_costs_time_and_not_the_result(tmp_path, galaxies, environment, two):
    output = tmp_path / "killed.npz"
    command = ["-m", "tests.support.single_precision", *arguments(galaxies, output)]
    with started(command, environment) as process:
        kill_a_worker(process, tmp_path / "killed.checkpoint")
        told = output_of(process)
    # Where the machine is busy, torchrun may start the group more than once.
    resumed_after = [int(epoch) for epoch in re.findall(rf"after epoch (\d+) of {EPOCHS}", told)]
    assert resumed_after
    assert all(2 <= epoch < EPOCHS for epoch in resumed_after)
    killed, undisturbed = np.load(output), np.load(two / "two.npz")
    for name in set(undisturbed) - {"seconds"}:
        np.testing.assert_array_equal(killed[name], undisturbed[name], name)


MISTAKES = {
    "no such file": (lambda folder: [folder / "none.hdf5"], "none.hdf5: there is no such file"),
    "latents": (lambda folder: ["--latents", 0], "--latents is 0; give at least 1"),
    "many latents": (lambda folder: ["--latents", 9999], "image has 256 pixels; give fewer"),
    "epochs": (lambda folder: ["--epochs", 0], "--epochs is 0; give at least 1"),
    "seed": (lambda folder: ["--seed", -1], "--seed is -1; give at least 0"),
    "large seed": (lambda folder: ["--seed", 2**70], f"give at most {2**63 - 1}"),
    "no output": (lambda folder: ["--output", ""], ". is a folder; give --output the name of a"),
    "one place": (
        lambda folder: ["--output", folder / "x.checkpoint"],
        "cannot be both --output and --checkpoint",
    ),
    "no number": (lambda folder: ["--epochs", "many"], "invalid int value: 'many'"),
    "factor": (lambda folder: ["--downsample", 3], "cannot be averaged over 3 x 3 blocks"),
    "small side": (lambda folder: ["--downsample", 16], "images of 4 pixels cannot"),
    "key": (lambda folder: ["--key", "names"], "there is no dataset names"),
    "output": (
        lambda folder: ["--output", folder / "file" / "x.npz"],
        "name another with --output",
    ),
    "folder": (lambda folder: ["--output", folder], "is a folder; give --output the name of a"),
    "checkpoint": (lambda folder: ["--checkpoint", folder / "file"], "another with --checkpoint"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence(tmp_path, galaxies, monkeypatch, capsys, mistake):
    options, sentence = MISTAKES[mistake]
    (tmp_path / "file").write_text("a file, not a folder")
    choice = [str(option) for option in options(tmp_path)]
    files = [] if choice[0].endswith(".hdf5") else [str(galaxies)]
    output = [] if "--output" in choice else ["--output", str(tmp_path / "made" / "x.npz")]
    monkeypatch.setattr(sys, "argv", ["analysis", "train", *files, *output, *choice])
    assert ended(command_line.main) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert sentence in line
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("command", ["train", "basis"])
@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_images_are_never_written_over(tmp_path, galaxies, monkeypatch, capsys, command, link):
    images, output = tmp_path / "images.hdf5", tmp_path / "output"
    images.write_bytes(Path(galaxies).read_bytes())
    link(output, images)
    monkeypatch.setattr(sys, "argv", ["analysis", command, str(images), "--output", str(output)])
    assert ended(command_line.main) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{output} holds the images, and would be written over" in line
    assert images.read_bytes() == Path(galaxies).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images.hdf5", "output"]
