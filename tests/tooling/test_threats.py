"""The threat model names a test for every threat, and each of them exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
TABLE = SECURITY.partition("| threat | what stands against it | test |\n|---|---|---|\n")[2].partition("\n\n")[0]
ROWS = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in TABLE.splitlines()]


def exists(test: str) -> bool:
    """Whether `file::name` is a test function of the file."""
    file, _, name = test.partition("::")
    if not (ROOT / file).is_file():
        return False
    functions = ast.parse((ROOT / file).read_text("utf-8")).body
    return name.startswith("test_") and name in {it.name for it in functions if isinstance(it, ast.FunctionDef)}


def test_the_table_has_a_threat_a_defence_and_a_test_in_every_row() -> None:
    assert len(ROWS) > 30
    assert [len(row) for row in ROWS] == [3] * len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_test_that_covers_a_threat_exists(row: list[str]) -> None:
    named = re.findall(r"`(tests/[^`]+)`", row[2])
    assert named
    assert [test for test in named if not exists(test)] == []


def test_a_test_that_is_not_there_would_be_noticed() -> None:
    here = "tests/tooling/test_threats.py"
    assert exists(f"{here}::test_a_test_that_is_not_there_would_be_noticed")
    assert not any(map(exists, [f"{here}::test_nothing", f"{here}::exists", "tests/unit/test_none.py::test_a"]))
