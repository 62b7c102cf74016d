"""What `make bench` can be asked for."""

from pathlib import Path

import pytest
import yaml

from scripts.base.console import Failure
from scripts.check.manifest import TARGET
from scripts.measure.bench import __main__ as bench
from scripts.measure.bench import operations, site


def test_without_a_choice_every_operation_is_measured() -> None:
    assert bench.chosen("") == list(operations.ALL)


def test_operations_are_chosen_by_the_beginnings_of_their_names() -> None:
    assert [it.name for it in bench.chosen("stats, search: two")] == ["stats", "search: two words, status"]


def test_an_operation_that_does_not_exist_is_named() -> None:
    with pytest.raises(Failure, match="there is no delete"):
        bench.chosen("create,delete")


def test_a_burst_is_served_by_the_functions_that_it_is_about_alone(tmp_path: Path) -> None:
    manifest = tmp_path / TARGET.name
    manifest.write_text(TARGET.read_text("utf-8"), "utf-8")
    site._leave_out_others(manifest, ("create_ticket", "count_ticket"))
    left = yaml.safe_load(manifest.read_text("utf-8"))
    assert left["endpoints"].keys() == {"create_ticket", "count_ticket"}
    assert left["params"]
