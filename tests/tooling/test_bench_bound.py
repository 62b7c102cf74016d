"""What an attack can cost at most: computed from what is deployed, and in docs/cost.md as it is."""

from pathlib import Path

import pytest

from scripts.measure.bench import bill, bound
from scripts.measure.bench.bound import Limits

COST = Path(__file__).parents[2] / "docs" / "cost.md"
BOUND = (*bound.OPENING, bound.OF_FILES, *bound.ASKING)
ONE = {name: Limits(instances=1, memory_gib=0.5, cpu=1) for name in BOUND}


def test_the_document_has_the_bound_of_what_is_deployed() -> None:
    text = COST.read_text("utf-8")
    for row in bound.rows(bound.limits()):
        assert f"| {' | '.join(row)} |" in text


def test_every_deployed_function_has_limits() -> None:
    found = bound.limits()
    assert found.keys() >= {*BOUND}
    assert all(it.instances > 0 and it.memory_gib >= 0.25 and it.cpu > 0 for it in found.values())


def test_the_bound_is_instances_tickets_files_and_questions_of_a_day() -> None:
    assert bound.instances_a_day(ONE) == pytest.approx(5 * 86_400 * (bill.VCPU_S + 0.5 * bill.GIB_S))
    assert bound.tickets_a_day(ONE) == 2 * 184 * 86_400
    assert bound.uploads_a_day(ONE) == 10 * 86_400
    assert bound.gib_a_day(ONE) == pytest.approx(600 / 1024 * 1440)
    assert bound.questions_a_day(ONE) == 2 * 20 * 1440
    together = bound.rows(ONE)[-1]
    parts = [float(row[1].replace(",", "")) for row in bound.rows(ONE)[:-1]]
    assert float(together[1].replace(",", "")) == pytest.approx(sum(parts), abs=2)


def test_a_question_costs_at_most_a_cent() -> None:
    assert 0 < bound.of_question() < 0.01
