"""Work in threads beside other work."""

import sys
import threading

import pytest

from analysis.runtime import background
from analysis.runtime.background import Stopped, in_background


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(background, "cores", lambda: 2)


def test_every_result_under_its_item():
    with in_background(lambda item, report: item**2, range(20), print) as results:
        assert results() == {item: item**2 for item in range(20)}


def test_whoever_waits_does_what_nobody_has_begun():
    begun, go_on = threading.Event(), threading.Event()
    where = {}

    def work(item, report):
        where[item] = threading.current_thread()
        if item == 0:
            begun.set()
            go_on.wait()
        if item == 1:
            go_on.set()
        return item

    with in_background(work, range(4), print) as results:
        begun.wait()
        assert results() == {0: 0, 1: 1, 2: 2, 3: 3}
    mine = threading.current_thread()
    assert [where[item] is mine for item in range(4)] == [False, True, True, True]


def test_what_runs_stops_with_the_block():
    begun, left, stopped = threading.Event(), threading.Event(), threading.Event()
    done = []

    def work(item, report):
        begun.set()
        left.wait()
        try:
            report("still at it")
        except Stopped:
            stopped.set()
            raise
        done.append(item)

    def interrupted(_):
        begun.wait()
        threading.Timer(0.2, left.set).start()
        raise KeyboardInterrupt

    said: list[str] = []
    interval = sys.getswitchinterval()
    with pytest.raises(KeyboardInterrupt), in_background(work, range(3), said.append) as results:
        interrupted(results)
    assert stopped.is_set()
    assert not done
    assert not said
    assert sys.getswitchinterval() == interval


def test_an_error_reaches_whoever_asks():
    def fail(item, report):
        raise ValueError(item)

    with pytest.raises(ValueError, match="7"), in_background(fail, [7], print) as results:
        results()
