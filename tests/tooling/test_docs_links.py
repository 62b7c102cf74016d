"""What the documents point to is there: links, anchors, `make` commands, files, functions and parameters."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
LINK = re.compile(r'\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"')
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FOLDERS = ("docs", "functions", "hosting", "scripts", "tests", "common", "monitoring")
FILE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)(?=[`: ])")


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def anchors(page: str) -> set[str]:
    """As GitHub makes them: small letters, without punctuation and mark-up, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: str, text: str) -> list[str]:
    """The relative links whose file or heading is not there."""
    links = [first or second for first, second in LINK.findall(FENCE.sub("", text))]
    return [link for link in links if not re.match(r"[a-z]+:", link) and not leads_somewhere(page, link)]


def leads_somewhere(page: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(str(target.resolve().relative_to(ROOT)))


def unknown_commands(text: str) -> list[str]:
    """The `make` targets, in code, that the Makefile does not have."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    code = re.findall(r"`[^`\n]+`", FENCE.sub("", text)) + FENCE.findall(text)
    return [name for part in code for name in re.findall(r"(?:^|[`\s])make ([a-z]+)", part) if name not in targets]


def missing_files(text: str) -> list[str]:
    """The files and folders, in code, that are neither here nor, as modules are called, below functions/."""
    return [file for file in FILE.findall(text) if not any((ROOT / at / file).exists() for at in (".", "functions"))]


def first_cells(page: str, heading: str) -> set[str]:
    """The names in code in the first column of the page's table below a heading."""
    table = read(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def linked_pages(page: str) -> set[str]:
    """The pages that this page links to."""
    links = {link.partition("#")[0] for link, _ in LINK.findall(FENCE.sub("", read(page)))}
    files = {((ROOT / page).parent / link).resolve() for link in links if link.endswith(".md") and ":" not in link}
    return {str(file.relative_to(ROOT)) for file in files}


@pytest.mark.parametrize("document", PAGES)
def test_every_relative_link_leads_somewhere(document: str) -> None:
    assert broken_links(document, read(document)) == []


@pytest.mark.parametrize("document", PAGES)
def test_every_make_command_in_a_document_exists(document: str) -> None:
    assert unknown_commands(read(document)) == []


@pytest.mark.parametrize("document", PAGES)
def test_every_file_in_a_document_exists(document: str) -> None:
    assert missing_files(read(document)) == []


def test_what_is_not_there_would_be_noticed() -> None:
    text = "[a](docs/none.md) [b](docs/api.md#none) [c](docs/api.md#rate-limits) [d](#none) [e](https://example.com/x)"
    assert broken_links("README.md", text) == ["docs/none.md", "docs/api.md#none", "#none"]
    assert unknown_commands("`make dev`, `make tea`\n```sh\nmake coffee\n```\nmake sense") == ["tea", "coffee"]
    assert missing_files("`common/http/function.py`, `common/none.py`, `tests/unit/none.py::test_a`") == [
        "common/none.py",
        "tests/unit/none.py",
    ]


def test_architecture_names_every_function_that_is_deployed() -> None:
    deployed = set(re.findall(r'^ +"(\w+)"[,:]', read("functions/main.py"), re.MULTILINE))
    assert len(deployed) > 15
    assert first_cells("docs/architecture.md", "Functions") == deployed


def test_configuration_names_every_parameter_and_secret() -> None:
    modules = [file for at in ("common", "endpoints", "triggers") for file in (ROOT / "functions" / at).rglob("*.py")]
    declared = {
        name
        for file in modules
        for name in re.findall(r'(?:Parameter(?:\[.+\])?|Secret)\(\s*"(\w+)"', file.read_text("utf-8"))
    }
    assert len(declared) > 10
    assert first_cells("docs/configuration.md", "Parameters and secrets") == declared


def test_the_readme_leads_to_every_page_in_at_most_two_steps() -> None:
    near = linked_pages("README.md")
    reached = near.union({"README.md"}, *map(linked_pages, near))
    assert [page for page in PAGES if page not in reached] == []


def test_the_readme_is_short() -> None:
    text = read("README.md")
    assert len(text.splitlines()) <= 120
    assert len(text.split()) <= 700


@pytest.mark.parametrize("decision", [page for page in PAGES if page.startswith("docs/decisions/0")])
def test_a_decision_is_at_most_40_lines(decision: str) -> None:
    assert len(read(decision).splitlines()) <= 40
