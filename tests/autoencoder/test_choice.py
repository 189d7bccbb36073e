"""What is fastest is chosen, once a machine, with times that are made up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from analysis.autoencoder import choice
from analysis.autoencoder.precision import Precision
from analysis.runtime import cache
from analysis.runtime.errors import InputError
from tests.support import tiny

SINGLE = Precision("cpu", "float32")
HALF = Precision("cpu", "bfloat16")


class Machine:
    """A clock, and steps that take their time on it; the longer the other work, the more."""

    def __init__(self, monkeypatch, seconds):
        self.now, self.measured, self.seconds = 0.0, 0, seconds
        monkeypatch.setattr(choice.time, "perf_counter", lambda: self.now)
        monkeypatch.setattr(choice, "_step_of", self.step_of)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})

    def step_of(self, network, precision, images):
        steps = 0
        self.measured += 1

        def step():
            nonlocal steps
            steps += 1
            busy = 3 if steps % 3 else 1  # two of three steps meet other work
            self.now += busy * self.seconds[precision]

        return step


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.005, HALF), (0.0079, HALF), (0.0081, SINGLE), (0.01, SINGLE), (0.02, SINGLE)],
)
def test_bfloat16_trains_where_it_is_clearly_faster(folder, monkeypatch, seconds, expected):
    Machine(monkeypatch, {SINGLE: 0.01, HALF: seconds})
    assert choice.best_precision(16, tiny.RECIPE) == expected


def test_it_takes_about_half_a_second_if_steps_are_short(folder, monkeypatch):
    machine = Machine(monkeypatch, dict.fromkeys((SINGLE, HALF), 0.01))
    choice.best_precision(16, tiny.RECIPE)
    assert 0.4 < machine.now < 1


def test_what_was_chosen_stays(folder, monkeypatch):
    machine = Machine(monkeypatch, {SINGLE: 0.02, HALF: 0.01})
    first = choice.best_precision(16, tiny.RECIPE)
    machine.seconds = {SINGLE: 0.02, HALF: 0.03}
    assert choice.best_precision(16, tiny.RECIPE) == first == HALF
    assert machine.measured == 2
    assert choice.best_precision(32, tiny.RECIPE) == SINGLE


def test_two_at_once_agree(folder, monkeypatch):
    machine = Machine(monkeypatch, {SINGLE: 0.02, HALF: 0.01})
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(choice.best_precision, [16] * 8, [tiny.RECIPE] * 8))
    assert found == {HALF}
    assert machine.measured == 2


@pytest.mark.parametrize("other", ["processor", "threads"])
def test_another_machine_measures_itself(folder, monkeypatch, other):
    machine = Machine(monkeypatch, {SINGLE: 0.02, HALF: 0.01})
    choice.best_precision(16, tiny.RECIPE)
    if other == "processor":
        monkeypatch.setattr(choice, "processor", lambda: "another one")
    else:
        monkeypatch.setattr(torch, "get_num_threads", lambda: 99)
    choice.best_precision(16, tiny.RECIPE)
    assert machine.measured == 4


def test_where_nothing_can_be_kept_it_is_chosen_all_the_same(folder, monkeypatch, capsys):
    Machine(monkeypatch, {SINGLE: 0.02, HALF: 0.01})
    (folder / "file").touch()
    monkeypatch.setattr(cache, "FOLDER", folder / "file" / "cache")
    assert choice.best_precision(16, tiny.RECIPE) == HALF
    assert "could not be kept" in capsys.readouterr().err


@pytest.mark.parametrize("able", [True, False])
def test_bfloat16_only_where_the_processor_has_it(monkeypatch, able):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "amx_bf16": able})
    assert choice.on_processor() == (SINGLE, HALF)[: 1 + able]


def test_where_there_is_no_choice_nothing_is_measured(folder, monkeypatch):
    machine = Machine(monkeypatch, {SINGLE: 0.02})
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict)
    assert choice.best_precision(16, tiny.RECIPE) == SINGLE
    assert machine.measured == 0


@pytest.mark.parametrize(("able", "numbers"), [(True, "bfloat16"), (False, "float32")])
def test_a_card_is_taken_unmeasured(monkeypatch, able, numbers):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: able)
    assert choice.best_precision(16, tiny.RECIPE) == Precision("cuda", numbers)


def test_a_side_that_the_network_cannot_use(folder, monkeypatch):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})
    with pytest.raises(InputError, match="20 pixels"):
        choice.best_precision(20, tiny.RECIPE)


@pytest.mark.usefixtures("one_thread")
def test_the_candidates_really_take_steps(monkeypatch):
    monkeypatch.setattr(choice, "SECONDS", 0)
    assert choice.fastest((SINGLE, HALF), 16, 2, 8, "any", 1) in (SINGLE, HALF)
    assert choice.fastest((SINGLE,), 16, 2, 8, "any", 1) == SINGLE
