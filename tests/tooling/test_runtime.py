"""Which Java and which Firestore emulator are taken."""

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.base.console import Failure
from scripts.emulators import runtime
from scripts.emulators.runtime import (
    JAR_VARIABLE,
    MANIFEST_LINE_BYTES,
    cloud_cli_jar,
    downloaded_jar,
    firestore_jar,
    folded,
    parse_java_major,
    write_launcher,
)


@pytest.fixture
def nothing_downloaded(tmp_path: Path) -> dict[str, str]:
    return {"FIREBASE_EMULATORS_PATH": str(tmp_path / "downloads"), "PATH": str(tmp_path / "bin")}


def program(path: Path, script: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def cloud_cli(folder: Path) -> Path:
    program(folder / "sdk" / "bin" / "gcloud")
    jar = folder / "sdk" / "platform" / "cloud-firestore-emulator" / "cloud-firestore-emulator.jar"
    jar.parent.mkdir(parents=True)
    jar.write_bytes(b"jar")
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "gcloud").symlink_to(folder / "sdk" / "bin" / "gcloud")
    return jar


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ('openjdk version "21.0.4" 2024-07-16', 21),
        ('openjdk version "25" 2025-09-16', 25),
        ('java version "1.8.0_292"', 8),
        ("no Java at all", 0),
    ],
)
def test_the_major_version_is_read_from_what_java_says(text: str, major: int) -> None:
    assert parse_java_major(text) == major


def test_a_fitting_java_of_the_machine_is_kept(tmp_path: Path, nothing_downloaded: dict[str, str]) -> None:
    program(tmp_path / "bin" / "java", """echo 'openjdk version "21.0.1"' >&2""")
    assert "PATH" not in runtime.environment(nothing_downloaded)


def test_an_old_or_missing_java_is_replaced_by_ours(tmp_path: Path, nothing_downloaded: dict[str, str]) -> None:
    for script in (None, """echo 'openjdk version "17.0.1"' >&2"""):
        if script:
            program(tmp_path / "bin" / "java", script)
        path = runtime.environment(nothing_downloaded)["PATH"]
        assert path.endswith(nothing_downloaded["PATH"])
        assert runtime.java_major({"PATH": path}) >= runtime.JAVA_MIN


def test_a_named_jar_comes_first(tmp_path: Path, nothing_downloaded: dict[str, str]) -> None:
    cloud_cli(tmp_path)
    named = tmp_path / "named.jar"
    named.write_bytes(b"jar")
    assert firestore_jar({**nothing_downloaded, JAR_VARIABLE: str(named)}) == named


def test_a_named_jar_that_is_not_there_is_an_error(tmp_path: Path, nothing_downloaded: dict[str, str]) -> None:
    with pytest.raises(Failure, match="is not a file"):
        firestore_jar({**nothing_downloaded, JAR_VARIABLE: str(tmp_path)})


def test_a_download_of_firebase_tools_comes_before_the_cloud_cli(
    tmp_path: Path, nothing_downloaded: dict[str, str]
) -> None:
    cloud_cli(tmp_path)
    downloaded = downloaded_jar(nothing_downloaded)
    downloaded.parent.mkdir()
    downloaded.write_bytes(b"jar")
    assert firestore_jar(nothing_downloaded) is None


def test_the_cloud_cli_serves_when_nothing_was_downloaded(
    tmp_path: Path, nothing_downloaded: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "CACHE", tmp_path / "cache")
    jar = cloud_cli(tmp_path)
    assert cloud_cli_jar(nothing_downloaded) == jar
    launcher = firestore_jar(nothing_downloaded)
    assert launcher is not None
    assert launcher.is_relative_to(tmp_path / "cache")


def test_without_any_jar_firebase_tools_is_left_to_download(nothing_downloaded: dict[str, str]) -> None:
    assert firestore_jar(nothing_downloaded) is None


def test_the_download_is_looked_for_in_the_version_that_is_installed(tmp_path: Path) -> None:
    details = tmp_path / "firebase-tools" / "lib" / "emulator" / "downloadableEmulatorInfo.json"
    details.parent.mkdir(parents=True)
    details.write_text(json.dumps({"firestore": {"downloadPathRelativeToCacheDir": "firestore-v9.jar"}}))
    assert downloaded_jar({"FIREBASE_EMULATORS_PATH": "/cache"}, tmp_path) == Path("/cache/firestore-v9.jar")
    assert downloaded_jar({}, tmp_path).is_relative_to(Path.home())


def test_the_launcher_names_the_main_class_and_the_jar(tmp_path: Path) -> None:
    jar = tmp_path / ("a folder with a long name " * 4) / "emulator.jar"
    jar.parent.mkdir()
    jar.write_bytes(b"jar")
    with zipfile.ZipFile(write_launcher(jar, tmp_path / "launcher.jar")) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode()
    unfolded = manifest.replace("\r\n ", "").split("\r\n")
    assert f"Main-Class: {runtime.MAIN_CLASS}" in unfolded
    assert f"Class-Path: {jar.as_uri()}" in unfolded
    assert max(map(len, manifest.split("\r\n"))) <= MANIFEST_LINE_BYTES


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=400))
def test_folding_loses_nothing_and_keeps_to_the_limit(line: str) -> None:
    lines = folded(line).removesuffix("\r\n").split("\r\n")
    assert lines[0] + "".join(rest.removeprefix(" ") for rest in lines[1:]) == line
    assert all(len(each) <= MANIFEST_LINE_BYTES for each in lines)
    assert all(each.startswith(" ") for each in lines[1:])
