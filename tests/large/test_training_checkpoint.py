"""Trainings that are stopped and go on, and files that are damaged meanwhile."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from analysis.autoencoder import training as in_one_go
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.processes import SingleProcess
from analysis.autoencoder.training import train
from analysis.large import training as in_parts
from analysis.large.training import train_resumably
from analysis.runtime.errors import Failed
from tests.support import tiny

IMAGES = tiny.ellipses(44)
CHOICE: dict[str, Any] = {"latent_dim": 2, "recipe": tiny.RECIPE, "seed": 3, "content": "ellipses"}


class Stopped(Exception):
    pass


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def uninterrupted():
    return train(IMAGES[8:], 2, tiny.RECIPE, 3, IMAGES[:8])


def go(folder, stop_after=None, **other):
    """Train, to the end or until an epoch is told; what was told and the result."""
    told = []

    def tell(message):
        told.append(message)
        if message.startswith(f"epoch {stop_after} "):
            raise Stopped

    choice = CHOICE | other
    try:
        trained = train_resumably(
            IMAGES[8:],
            choice["latent_dim"],
            choice["recipe"],
            choice["seed"],
            IMAGES[:8],
            choice["content"],
            folder,
            SingleProcess(),
            tell,
        )
    except Stopped:
        return told, None
    return told, trained


def assert_same(found, expected):
    for name, weight in expected.weights.items():
        np.testing.assert_array_equal(found.weights[name], weight)
    for name in ("training_loss", "validation_epochs", "validation_loss", "steps"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def checkpoints(folder):
    return sorted(folder.glob("*.checkpoint"))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_stopped_twice_it_is_the_same_bit_by_bit(tmp_path, monkeypatch, dtype):
    for module in (in_one_go, in_parts):
        monkeypatch.setattr(module, "best_precision", lambda: Precision("cpu", dtype))
    uninterrupted = train(IMAGES[8:], 2, tiny.RECIPE, 3, IMAGES[:8])
    go(tmp_path, stop_after=1)
    told, _ = go(tmp_path, stop_after=3)
    assert told[0] == "going on after epoch 1 of 5"
    told, trained = go(tmp_path)
    assert told == ["going on after epoch 3 of 5", *told[1:]]
    assert [line.split(",")[0] for line in told[1:]] == ["epoch 4 of 5", "epoch 5 of 5"]
    assert_same(trained, uninterrupted)


def test_the_last_two_are_kept(tmp_path):
    go(tmp_path, stop_after=4)
    names = [path.name for path in tmp_path.iterdir()]
    assert sorted(name[-18:] for name in names) == ["-000003.checkpoint", "-000004.checkpoint"]
    assert len({name[:-18] for name in names}) == 1


@pytest.mark.parametrize("damage", ["truncated", "flipped", "emptied", "garbage"])
def test_a_damaged_one_is_noticed_and_the_one_before_used(tmp_path, uninterrupted, damage):
    go(tmp_path, stop_after=3)
    last = checkpoints(tmp_path)[-1]
    content = bytearray(last.read_bytes())
    content[-500] ^= 1
    damaged = {
        "truncated": content[:-10],
        "flipped": content,
        "emptied": b"",
        "garbage": b"no checkpoint at all, and longer than a digest",
    }
    last.write_bytes(damaged[damage])
    told, trained = go(tmp_path)
    assert told[:2] == [
        f"{last}: the checkpoint is damaged and not used",
        "going on after epoch 2 of 5",
    ]
    assert_same(trained, uninterrupted)


def test_if_all_are_damaged_it_begins_anew(tmp_path, uninterrupted):
    go(tmp_path, stop_after=3)
    for path in checkpoints(tmp_path):
        path.write_bytes(path.read_bytes()[:-1])
    told, _ = go(tmp_path, stop_after=1)
    assert [line.endswith("damaged and not used") for line in told] == [True, True, False]
    _, trained = go(tmp_path)
    assert_same(trained, uninterrupted)


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 4},
        {"latent_dim": 3},
        {"content": "other galaxies"},
        {"recipe": replace(tiny.RECIPE, epochs=6)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_one_of_another_run_is_neither_used_nor_touched(tmp_path, other):
    go(tmp_path, stop_after=2)
    before = {path: path.read_bytes() for path in checkpoints(tmp_path)}
    told, _ = go(tmp_path, stop_after=1, **other)
    assert len(told) == 1
    assert told[0].startswith("epoch 1 ")
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_that_cannot_hold_one(tmp_path):
    place = tmp_path / "file"
    place.write_text("no folder")
    with pytest.raises(Failed, match="the checkpoint cannot be written"):
        go(place)
