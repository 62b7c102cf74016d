"""The names of tests: sentences that one reads at a glance."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]
MOST = 80


def names(file: Path) -> list[str]:
    functions = (it for it in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(it, ast.FunctionDef))
    return [it.name for it in functions if it.name.startswith("test_")]


def test_a_name_has_at_most_eighty_characters() -> None:
    found = {f"{file.relative_to(TESTS)}::{name}" for file in TESTS.rglob("test_*.py") for name in names(file)}
    assert len(found) > 1000
    assert [it for it in sorted(found) if len(it.partition("::")[2]) > MOST] == []
