"""What the log says of work that is done in threads beside the one that began it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from common.actions.sweep import PARALLEL, sweep
from common.base import logs


def test_each_line_carries_what_the_run_is_about_and_nothing_of_another_ticket(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page: list[Any] = [SimpleNamespace(id=str(number)) for number in range(4 * PARALLEL)]

    def change(found: Any) -> bool:
        logs.warning("before")
        logs.about(ticket=found.id)
        logs.warning("after")
        return True

    logs.begin(function="nightly")
    assert sweep([page], change, 60.0).changed == len(page)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line.get("function") for line in lines} == {"nightly"}
    assert {line.get("ticket") for line in lines if line["message"] == "before"} == {None}
    assert {line["ticket"] for line in lines if line["message"] == "after"} == {it.id for it in page}
