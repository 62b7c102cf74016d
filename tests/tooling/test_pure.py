"""What calls itself pure is held to it by the import rules."""

import ast
import re
import tomllib
from pathlib import Path

from scripts.base.paths import FUNCTIONS, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def says_so(module: Path) -> bool:
    said = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return re.search(r"\bpure\b", said, re.IGNORECASE) is not None


def test_each_module_that_calls_itself_pure_may_import_nothing_of_google() -> None:
    (checked,) = (it["source_modules"] for it in CONTRACTS if it["type"] == "forbidden")
    ways = [it.replace(".", r"\.").replace("**", ".+").replace("*", r"[^.]+") for it in checked]
    paths = [it for it in (FUNCTIONS / "common").rglob("*.py") if says_so(it)]
    modules = [".".join(it.relative_to(FUNCTIONS).with_suffix("").parts) for it in paths]
    assert len(modules) > 40
    assert [it for it in modules if not any(re.fullmatch(way, it) for way in ways)] == []
