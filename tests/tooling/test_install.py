"""What is installed when, and what is said when it cannot be."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import install
from scripts.base.console import Failure
from scripts.base.paths import ROOT
from scripts.check import browser
from scripts.install import Part

PINNED = ("functions/requirements.txt", "requirements-dev.txt", "requirements-train.txt")


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all that PATH has."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def part(folder: Path, version: str = "1", *, fails: bool = False) -> Part:
    def install_it() -> None:
        if fails:
            raise Failure("no network")

    source = folder / "requirements.txt"
    source.touch()
    return Part("it", folder, source, version, install_it)


def test_a_second_installation_finds_nothing_to_do(tmp_path: Path) -> None:
    assert not part(tmp_path).is_installed()
    part(tmp_path).install()
    assert part(tmp_path).is_installed()


def test_other_requirements_or_another_python_are_installed_again(tmp_path: Path) -> None:
    part(tmp_path).install()
    assert not part(tmp_path, version="2").is_installed()
    (tmp_path / "requirements.txt").write_text("something==2")
    assert not part(tmp_path).is_installed()


def test_an_installation_that_failed_counts_as_none(tmp_path: Path) -> None:
    part(tmp_path).install()
    with pytest.raises(Failure):
        part(tmp_path, fails=True).install()
    assert not part(tmp_path).is_installed()


def test_an_environment_whose_python_is_gone_or_another_does_not_run(tmp_path: Path) -> None:
    assert install.runs(Path(sys.executable))
    assert not install.runs(tmp_path / "python")
    assert not install.runs(program(tmp_path, "other", "echo 3.12.1"))


@pytest.mark.parametrize(
    ("node", "npm", "message"),
    [
        (None, "true", "Node.js was not found"),
        ("echo v20.19.0", None, "npm was not found"),
        ("echo v18.20.1", "true", "Node.js here is v18.20.1"),
        ("echo v20.18.3", "true", "Node.js here is v20.18.3"),
        ("echo v21.7.0", "true", "Node.js here is v21.7.0"),
        ("echo v22.11.0", "true", "Node.js here is v22.11.0"),
        ("exit 1", "true", "of an unknown version"),
    ],
)
def test_a_missing_or_old_node_is_named_with_what_to_do(
    only: Path, node: str | None, npm: str | None, message: str
) -> None:
    for name, script in (("node", node), ("npm", npm)):
        if script:
            program(only, name, script)
    with pytest.raises(Failure, match=message) as failure:
        install.node_major()
    assert "Install Node.js 20.19, 22.12 or newer" in str(failure.value)


@pytest.mark.parametrize("version", ["20.19.0", "22.12.0", "23.0.0", "24.1.0"])
def test_a_fitting_node_is_accepted(only: Path, version: str) -> None:
    program(only, "node", f"echo v{version}")
    program(only, "npm", "true")
    assert install.node_major() == int(version[:2])


def launch(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / "scripts" / "python"), "-c", "print('ran')"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def test_a_python_that_only_pretends_to_be_3_13_is_passed_over(only: Path) -> None:
    program(only, "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    (only / "python").symlink_to(sys.executable)
    assert launch({"PATH": str(only)}).stdout == "ran\n"


def test_a_named_python_comes_first(only: Path) -> None:
    assert launch({"PATH": str(only), "PYTHON": sys.executable}).stdout == "ran\n"


def test_without_a_python_3_13_it_is_said_how_to_get_one(only: Path) -> None:
    program(only, "python3", "exit 1")
    program(only, "cat", 'while read -r line; do echo "$line"; done')
    answer = launch({"PATH": str(only)})
    assert answer.returncode == 1
    assert "Python 3.13 was not found" in answer.stderr


def test_a_browser_of_the_system_comes_first_if_it_starts(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    program(only, "chromium", "exit 1")
    chrome = program(only, "google-chrome", "echo Google Chrome 150")
    assert browser.find() == str(chrome)


def test_a_named_browser_that_does_not_start_is_an_error(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(only, "chromium", "echo Chromium 150")
    monkeypatch.setenv(browser.VARIABLE, str(only / "missing"))
    with pytest.raises(Failure, match="does not start as a browser"):
        browser.find()


@pytest.mark.parametrize("installs", [True, False])
def test_the_faster_browser_is_installed_and_a_slower_one_serves_where_that_fails(
    only: Path, monkeypatch: pytest.MonkeyPatch, *, installs: bool
) -> None:
    def install_package() -> None:
        if not installs:
            raise Failure("no network")
        program(only, browser.SHELL, "echo Chromium 150")

    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "is_debian", lambda: True)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(browser, "_install_package", install_package)
    program(only, "chromium", "echo Chromium 150")
    assert browser.ensure() == str(only / (browser.SHELL if installs else "chromium"))


def test_only_debian_itself_has_a_chromium_package_that_works(tmp_path: Path) -> None:
    release = tmp_path / "os-release"
    assert not browser.is_debian(release)
    release.write_text('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n')
    assert not browser.is_debian(release)
    release.write_text("NAME=Debian\nID=debian\n")
    assert browser.is_debian(release)


def test_the_npm_lock_names_the_binaries_of_every_platform() -> None:
    """`npm ci` refuses a lock without them, which is what an `npm install` behind an incomplete mirror writes."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = {name for package in packages.values() for name in package.get("optionalDependencies", {})}
    locked = {path.rpartition("node_modules/")[2] for path in packages}
    assert wanted <= locked


def test_no_lock_file_names_a_registry() -> None:
    for name in ("package-lock.json", *PINNED):
        text = (ROOT / name).read_text("utf-8")
        assert '"resolved"' not in text
        assert "index-url" not in text


def test_every_package_has_one_version_and_the_hash_of_its_content() -> None:
    for name in PINNED:
        packages = (ROOT / name).read_text("utf-8").replace(" \\\n", "").splitlines()
        pinned = re.compile(r"[\w.\[\]-]+==[\w.]+( {4}--hash=sha256:[0-9a-f]{64})+")
        assert [package for package in packages if not pinned.fullmatch(package)] == []
    from_npm = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    # Without the binaries for other platforms, whose hash is not known where the lock was written, and ourselves.
    needed = {path: it for path, it in from_npm.items() if path and not it.get("optional")}
    assert [path for path, it in needed.items() if not it.get("integrity", "").startswith("sha512-")] == []
