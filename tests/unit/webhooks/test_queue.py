"""Which tasks are the same one, for the queue."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from firebase_admin import functions

from common.base import firebase
from common.webhooks.queue import Task


def test_a_task_has_one_name_for_each_step_and_replay() -> None:
    first = Task(endpoint="e", delivery="d", step=0)
    others: list[dict[str, Any]] = [{"step": 1}, {"deferred": 1}, {"replay": "x"}, {"delivery": "f"}, {"endpoint": "f"}]
    names = [first.name, *(first.model_copy(update=it).name for it in others)]
    assert len({*names}) == len(names)
    assert first.name == Task(endpoint="e", delivery="d", step=0).name
    assert all(re.fullmatch("[0-9a-f]{40}", it) for it in names)


def test_tasks_go_to_the_queue_in_the_region_of_the_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Queue:
        def enqueue(self, *_: object) -> None:
            pass

    def task_queue(name: str, app: object) -> Queue:
        asked.append(name)
        return Queue()

    monkeypatch.setattr(functions, "task_queue", task_queue)
    monkeypatch.setattr(firebase, "app", lambda: None)
    monkeypatch.setenv("REGION", "europe-west1")
    Task(endpoint="e", delivery="d", step=0).enqueue(datetime.now(UTC))
    assert asked == ["locations/europe-west1/functions/deliverwebhook"]
