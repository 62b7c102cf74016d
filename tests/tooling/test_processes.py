"""Processes are found by their mark and ended, and a folder has one owner."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psutil
import pytest

from scripts.base.console import Failure, run_logged
from scripts.base.locks import Held, is_held, lock
from scripts.emulators import processes, serving
from scripts.emulators.processes import MARK, end, end_instance, members
from tests.support.waiting import wait_until

WAIT_FOR_EVER = "import signal; print('up', flush=True); signal.pause()"
IGNORE_TERM = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {WAIT_FOR_EVER}"
IGNORE_INT = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); {WAIT_FOR_EVER}"
START_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {WAIT_FOR_EVER!r}])"


def owning(folder: Path) -> str:
    return f"""
from pathlib import Path
from scripts.base.locks import lock
with lock(Path({str(folder)!r})):
    {WAIT_FOR_EVER}
"""


@contextmanager
def started(mark: str, code: str) -> Iterator[subprocess.Popen[bytes]]:
    environ = {**os.environ, MARK: mark}
    with subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def mark() -> Iterator[str]:
    mark = f"test:{token_hex(4)}"
    yield mark
    end_instance(mark)


def test_only_processes_with_the_mark_are_found(mark: str) -> None:
    with started(mark, WAIT_FOR_EVER) as ours, started(f"{mark}-other", WAIT_FOR_EVER):
        assert [process.pid for process in members(mark)] == [ours.pid]


def test_a_process_whose_parent_is_gone_is_found_and_ended(mark: str) -> None:
    with started(mark, START_A_CHILD) as parent:
        parent.wait()
        [orphan] = members(mark)
        end_instance(mark)
        assert not orphan.is_running()


def test_a_process_that_ignores_the_request_is_ended_all_the_same(mark: str) -> None:
    with started(mark, IGNORE_TERM) as process:
        end(members(mark), grace_s=0.2)
        assert not psutil.pid_exists(process.pid)


def test_a_process_that_is_killed_takes_along_what_it_has_started(mark: str) -> None:
    with started(mark, f"{START_A_CHILD}; {WAIT_FOR_EVER}") as parent:
        wait_until(lambda: len(members(mark)) == 2)
        processes.kill(parent.pid)
        assert members(mark) == []


def test_a_whole_instance_is_killed_at_once(mark: str) -> None:
    with started(mark, IGNORE_TERM), started(mark, f"{START_A_CHILD}; {WAIT_FOR_EVER}"):
        wait_until(lambda: len(members(mark)) == 3)
        processes.kill_instance(mark)
        assert members(mark) == []


def test_a_function_that_does_not_end_as_it_is_asked_to_is_killed(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "END_S", 0.1)
    with started(mark, IGNORE_INT) as function:
        serving._end(function)
        assert members(mark) == []


def test_processes_that_do_not_end_are_named(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "end", lambda _: None)
    with started(mark, WAIT_FOR_EVER) as process, pytest.raises(Failure, match=str(process.pid)):
        end_instance(mark)
    monkeypatch.undo()


def test_a_folder_has_one_owner_who_is_named(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    with lock(tmp_path):
        assert is_held(tmp_path)
        with pytest.raises(Held, match=f"^It is process {os.getpid()}$"), lock(tmp_path, "It is process {pid}"):
            pass
    assert not is_held(tmp_path)


def test_an_owner_that_was_killed_owns_nothing(tmp_path: Path, mark: str) -> None:
    with started(mark, owning(tmp_path)) as owner:
        assert is_held(tmp_path)
        psutil.Process(owner.pid).kill()
        owner.wait()
        wait_until(lambda: not is_held(tmp_path))


def test_who_waits_for_a_folder_learns_of_its_owner_and_gets_it_when_that_ends(tmp_path: Path, mark: str) -> None:
    waited = []
    with started(mark, owning(tmp_path)) as owner:

        def end_it(pid: int) -> None:
            waited.append(pid)
            psutil.Process(pid).kill()
            owner.wait()

        with lock(tmp_path, wait=end_it):
            assert waited == [owner.pid]
            assert is_held(tmp_path)


def test_a_failed_command_shows_the_end_of_what_it_said() -> None:
    speech = "print('\\n'.join(f'line {number}' for number in range(100))); raise SystemExit(3)"
    with pytest.raises(Failure) as failure:
        run_logged("test-tooling", [sys.executable, "-c", speech])
    message = str(failure.value)
    assert "failed with status 3" in message
    assert "line 99" in message
    assert "line 59" not in message
    assert ".cache/logs/test-tooling.log" in message


def test_a_command_that_takes_too_long_or_does_not_exist_is_said_so() -> None:
    with pytest.raises(Failure, match=r"did not finish within 0\.3 s|did not finish within 0 s"):
        run_logged("test-tooling", [sys.executable, "-c", WAIT_FOR_EVER], timeout_s=0.3)
    with pytest.raises(Failure, match="is not installed"):
        run_logged("test-tooling", ["no-such-program-anywhere"])
