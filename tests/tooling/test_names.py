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


def test_a_file_does_not_repeat_the_name_of_its_room() -> None:
    files = [it for tier in ("unit", "emulator", "browser") for it in (TESTS / tier).glob("*/test_*.py")]
    assert len(files) > 100
    rooms = {it: it.parent.name.removesuffix("s") for it in files}
    repeating = [str(it) for it, room in rooms.items() if room in it.stem and it.stem != f"test_{it.parent.name}"]
    assert repeating == []
