"""The common basis by Dask's workers: two processes of one machine stand in for two machines."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from unittest import mock

import numpy as np
import pytest
from distributed import LocalCluster
from distributed.client import FutureCancelledError
from distributed.comm import CommClosedError

from analysis.images.reading import open_galaxies
from analysis.large import cluster as clusters
from analysis.large.cluster import cluster
from analysis.large.fit import fit
from analysis.large.images import Streamed
from analysis.large.measured import measure_here
from analysis.runtime.errors import Failed, InputError
from tests.support import survey

PARTS = [slice(0, 256), slice(256, 512), slice(512, 700)]


@dataclass(frozen=True)
class Slow(Streamed):
    """Images on a slow disk."""

    def rows(self, galaxies):
        time.sleep(0.3)
        return super().rows(galaxies)


@pytest.fixture(scope="module")
def survey_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("survey") / "survey.hdf5"
    survey.write(path)
    return path


@pytest.fixture(scope="module")
def machines():
    with (
        # Dask sets numbers of threads for its workers in the environment of whoever starts them.
        mock.patch.dict(os.environ),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=50,
        ) as machines,
    ):
        yield machines


def alike(found, expected):
    np.testing.assert_allclose(found.singular_values, expected.singular_values, rtol=1e-5)
    np.testing.assert_allclose(found.vectors, expected.vectors, atol=1e-4)
    np.testing.assert_allclose(found.mean, expected.mean, rtol=1e-6)


def test_two_workers_agree_with_one_process(machines, survey_file, tmp_path):
    alone, together = tmp_path / "alone.hdf5", tmp_path / "together.hdf5"
    survey.basis(survey_file, alone)
    said: list[str] = []
    survey.basis(survey_file, together, said.append, scheduler=machines.scheduler_address)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone.hdf5", "together.hdf5"]
    found, expected = survey.stored(together), survey.stored(alone)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-4, atol=1e-2, err_msg=name)


def test_the_workers_share_the_work_and_give_the_same_every_time(machines, survey_file):
    images = Slow(open_galaxies(survey_file, "images_spirals", 2))
    block = np.eye(256, 3, dtype=np.float32)
    with cluster(machines.scheduler_address) as workers:
        once, again = (workers.sums(images, np.zeros(256, np.float32), block) for _ in range(2))
        busy = workers.client.run(lambda dask_worker: dask_worker.state.executed_count)
    assert once.count == survey.GALAXIES
    np.testing.assert_array_equal(once.product, again.product)
    assert len(busy) == 2
    assert min(busy.values()) > 0


def test_a_worker_that_dies_costs_time_but_not_the_result(machines, survey_file):
    slow = Slow(open_galaxies(survey_file, "images_spirals", 2))
    expected = fit(slow, survey.RANK)
    with cluster(machines.scheduler_address) as workers:
        before = workers.client.run(os.getpid)
        victim = min(before.values())
        killing = threading.Timer(0.5, os.kill, (victim, signal.SIGKILL))
        killing.start()
        found = fit(slow, survey.RANK, workers.sums)
        killing.join()
        workers.client.wait_for_workers(2, timeout=20)
        assert victim not in workers.client.run(os.getpid).values()
    alike(found, expected)


def test_all_workers_die_while_galaxies_are_measured(machines, survey_file):
    slow = Slow(open_galaxies(survey_file, "images_spirals", 2))
    basis = fit(slow, survey.RANK)
    expected = list(measure_here(PARTS, slow, basis))
    with cluster(machines.scheduler_address) as workers:
        measuring = workers.measured(PARTS, slow, basis)
        found = [next(measuring)]
        for process in workers.client.run(os.getpid).values():
            os.kill(process, signal.SIGKILL)
        found += measuring
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.coefficients, other.coefficients, rtol=1e-4, atol=1e-2)
        np.testing.assert_array_equal(one.known_noise_kept, other.known_noise_kept)


@pytest.mark.parametrize(
    "error", [CommClosedError(), FutureCancelledError("part", "lost"), TimeoutError()], ids=repr
)
def test_what_goes_with_a_worker_is_asked_for_again(error):
    attempts = mock.Mock(side_effect=[error, "found"])
    assert clusters._persistently(attempts) == "found"
    lost = mock.Mock(side_effect=error)
    with pytest.raises(Failed, match="lost again and again"):
        clusters._persistently(lost)


def test_a_worker_that_dies_unnoticed_is_lost_as_others_are():
    client = mock.Mock()
    client.sync.side_effect = KeyError("tcp://127.0.0.1:44767")
    with pytest.raises(CommClosedError):
        clusters.Cluster(client)._everywhere("a basis")


def test_a_file_that_the_workers_do_not_have_is_named(machines, survey_file, tmp_path):
    images = Streamed(open_galaxies(survey_file, "images_spirals", 2))
    moved = survey_file.rename(tmp_path / "moved.hdf5")
    try:
        with (
            cluster(machines.scheduler_address) as workers,
            pytest.raises(InputError, match="there is no such file"),
        ):
            workers.sums(images, np.zeros(256, np.float32), np.eye(256, 3, dtype=np.float32))
    finally:
        moved.rename(survey_file)


def test_a_scheduler_without_workers_is_refused(monkeypatch):
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as machines,
        pytest.raises(Failed, match="has no workers"),
        cluster(machines.scheduler_address),
    ):
        pass
