"""Coverage of the functions in the emulator's processes, whose environment does not have the coverage package."""

from pathlib import Path

import coverage

from scripts.base.paths import CACHE

DATA = CACHE / "coverage" / "data"
"""Where pytest-cov, too, leaves its data, and finds ours when it combines them at the end."""
SETTINGS = "[run]\nbranch = true\nparallel = true\nsigterm = true\nsource = {functions}\ndata_file = {data}\n"
START = "import coverage\n\ncoverage.process_startup()\n"


def measured(folder: Path, functions: Path) -> dict[str, str]:
    """Prepares the folder; returns the variables with which Python processes measure what they run of functions.

    The package is linked by itself, so that nothing else of the development environment can be imported there.
    """
    folder.mkdir(parents=True)
    (folder / "coverage").symlink_to(Path(coverage.__file__).parent)
    (folder / "sitecustomize.py").write_text(START, "utf-8")
    settings = folder / "settings.ini"
    settings.write_text(SETTINGS.format(functions=functions, data=DATA), "utf-8")
    return {"PYTHONPATH": str(folder), "COVERAGE_PROCESS_START": str(settings)}
