"""What the pages share is used by two of them: a module for one page belongs to that page."""

import os
import re

from scripts.base.paths import ROOT

SOURCE = ROOT / "hosting" / "src"
PAGES = {"form", "track", "desk", "missing"}
IMPORTED = re.compile(r'(?:from |import |import\()"(\.[^"]+)"')


def imports() -> dict[str, set[str]]:
    """What each module imports, now or later; both by their paths, without endings."""
    files = [it.relative_to(SOURCE) for it in SOURCE.rglob("*.ts*")]
    found = {it: IMPORTED.findall((SOURCE / it).read_text("utf-8")) for it in files}
    return {str(it.with_suffix("")): {os.path.normpath(it.parent / name) for name in found[it]} for it in files}


def used_by(page: str, imported: dict[str, set[str]]) -> set[str]:
    used: set[str] = set()
    rest = [it for it in imported if it.startswith(f"{page}/")]
    while rest:
        if (module := rest.pop()) not in used:
            used.add(module)
            rest += imported.get(module, ())
    return used


def test_a_shared_module_is_used_by_two_pages() -> None:
    imported = imports()
    users = {page: used_by(page, imported) for page in PAGES}
    shared = sorted(it for it in imported if it.startswith("shared/"))
    assert len(shared) > 30
    assert [it for it in shared if sum(it in used for used in users.values()) < 2] == []
