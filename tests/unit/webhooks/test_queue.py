"""Which tasks are the same one, for the queue."""

import re
from typing import Any

from common.webhooks.queue import Task


def test_a_task_has_one_name_for_each_step_and_replay() -> None:
    first = Task(endpoint="e", delivery="d", step=0)
    others: list[dict[str, Any]] = [{"step": 1}, {"deferred": 1}, {"replay": "x"}, {"delivery": "f"}, {"endpoint": "f"}]
    names = [first.name, *(first.model_copy(update=it).name for it in others)]
    assert len({*names}) == len(names)
    assert first.name == Task(endpoint="e", delivery="d", step=0).name
    assert all(re.fullmatch("[0-9a-f]{40}", it) for it in names)
