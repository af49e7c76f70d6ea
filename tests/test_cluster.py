"""A cluster: a real one of two workers, which grades as this machine does, whoever is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from distributed import Client, LocalCluster

from hedgelab.cli import FAILURE, SUCCESS, main
from hedgelab.cluster import ClusterError, executor_at, fetched
from hedgelab.desk.grading import workers
from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.key import write_key
from tests.desk.classroom import CLASS, KEY, answer_file, everything, hand_in, record, rows

NAMES = [f"s{number}" for number in range(1, 17)]
NOON = "2027-03-15T12:00:00Z"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
    ) as running:
        yield running


def pids(address: str) -> list[int]:
    """Give the processes of a cluster's workers."""
    with Client(address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


@pytest.mark.slow
def test_the_same_comes_out_though_a_worker_is_killed_half_way(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_AT_ONCE", 2)
    monkeypatch.setattr("hedgelab.desk.grading.taking_in.now", lambda: NOON)
    handed = hand_in(tmp_path / "in", **{name: answer_file(name) for name in NAMES}, broken="{")
    grade(KEY, [handed], tmp_path / "here", roster=CLASS)
    victim, *_ = pids(cluster.scheduler_address)

    def kill(done: int, _of: int) -> None:
        if done == len(NAMES) // 2:
            os.kill(victim, signal.SIGTERM)

    with executor_at(cluster.scheduler_address) as executor:
        grade(KEY, [handed], tmp_path / "there", roster=CLASS, on_progress=kill, executor=executor)
    assert victim not in pids(cluster.scheduler_address)
    assert record(tmp_path / "there") == record(tmp_path / "here")
    assert everything(tmp_path / "there") == everything(tmp_path / "here")


@pytest.mark.slow
def test_the_command_takes_files_from_an_address_to_a_cluster(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("key.json").write_text(write_key(KEY), encoding="utf-8")
    storage = fsspec.filesystem("memory")
    for name in ("s1", "s2"):
        storage.pipe(f"/course/week/{name}.json", answer_file(name).encode())
    address = "memory://course/week"
    typed = ["grade", "key.json", address, "--out", "out", "--quiet"]
    assert main([*typed, "--cluster", cluster.scheduler_address]) == SUCCESS
    paths = [row["path"] for row in rows(tmp_path / "out" / "intake.csv")]
    assert paths == [f"{address}/s1.json", f"{address}/s2.json"]
    # Found again under the same name, though it is another copy.
    before = everything(tmp_path / "out")
    assert main(typed) == SUCCESS
    assert everything(tmp_path / "out") == before


def test_a_file_keeps_its_own_name_and_its_folders() -> None:
    fsspec.filesystem("memory").pipe("/group/Ada Example_77_assignsubmission_file_/a.json", b"{}")
    address = "memory://group/Ada Example_77_assignsubmission_file_/a.json"
    with fetched([address]) as copies:
        ((path, called),) = copies.items()
        assert called == address
        assert path.parts[-2:] == ("Ada Example_77_assignsubmission_file_", "a.json")
        assert path.read_bytes() == b"{}"
    assert not path.exists()


@pytest.mark.parametrize("address", ["memory://nowhere/at-all", "nosuch://course"])
def test_an_address_that_cannot_be_read_is_told(address: str) -> None:
    with pytest.raises(ClusterError, match="cannot be read"), fetched([address]):
        pass


def test_a_name_that_leads_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = fsspec.filesystem("memory")
    monkeypatch.setattr(type(storage), "find", lambda *_: ["/course/../../etc/passwd"])
    with (
        pytest.raises(ClusterError, match="no name of a file"),
        fetched(["memory://course"]),
    ):
        pass


def test_where_no_cluster_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hedgelab.cluster._WAIT", 0.2)
    key = tmp_path / "key.json"
    key.write_text(write_key(KEY), encoding="utf-8")
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"))
    typed = ["grade", str(key), str(handed), "--out", str(tmp_path / "out")]
    assert main([*typed, "--cluster", "tcp://127.0.0.1:9"]) == FAILURE
    assert "no cluster answers there" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_workers_of_another_version_are_told(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hedgelab.cluster.__version__", "0.0.1")
    with (
        pytest.raises(ClusterError, match="install the same"),
        executor_at(cluster.scheduler_address),
    ):
        pass
