"""What of a deployment is a setting and no edit of a source: what firebase-tools makes of the manifest."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.base.config import REGION
from scripts.base import env
from scripts.base.paths import FUNCTIONS, NODE_MODULES, ROOT
from scripts.check.manifest import TARGET

RESOLVE = """
const lib = process.argv[1] + "/firebase-tools/lib/deploy/functions/";
const { buildFromV1Alpha1 } = require(lib + "runtimes/discovery/v1alpha1");
const { resolveBackend } = require(lib + "build");
const { manifest, userEnvs } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const build = buildFromV1Alpha1(manifest, "desk-1", "us-central1", "python313");
const firebaseConfig = { projectId: "desk-1" };
resolveBackend({ build, firebaseConfig, userEnvs, codebase: "default", nonInteractive: true, isEmulator: true })
  .then(({ backend }) => console.log(JSON.stringify(backend.endpoints)));
"""
A_REGION = re.compile(r"\b(?:us|europe|asia|australia|southamerica|northamerica|africa|me)-[a-z]+\d+\b")


def deployed(**settings: str) -> dict[str, dict[str, Any]]:
    """By region, the functions that firebase-tools deploys to a project with these settings."""
    given = {
        "manifest": yaml.safe_load(TARGET.read_text("utf-8")),
        "userEnvs": {**env.read(FUNCTIONS / ".env"), **settings},
    }
    command = ["node", "-e", RESOLVE, str(NODE_MODULES)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_region_is_a_setting_that_every_function_follows() -> None:
    assert deployed().keys() == {REGION.default}
    moved = deployed(REGION="europe-west1", MIN_INSTANCES="1")
    assert moved.keys() == {"europe-west1"}
    functions = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"]
    assert moved["europe-west1"].keys() == functions.keys()
    kept = {name for name, it in moved["europe-west1"].items() if it.get("minInstances") == 1}
    assert kept == {"tickets", "classify_ticket", "track_ticket"}


def sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "functions", "hosting", "monitoring", "firebase.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / it for it in listed.stdout.splitlines() if not it.endswith(".bin")]


@pytest.mark.parametrize("text", ["us-central1", "europe-west12", "me-west1", "northamerica-northeast1"])
def test_the_search_for_regions_finds_them(text: str) -> None:
    assert A_REGION.search(f"- {text}\n")


def test_no_source_names_a_region_but_the_setting() -> None:
    naming = {str(it.relative_to(ROOT)) for it in sources() if A_REGION.search(it.read_text("utf-8"))}
    assert naming == {"functions/.env", "functions/common/base/config.py", "functions/functions.yaml"}
    assert A_REGION.findall(TARGET.read_text("utf-8")) == [REGION.default]
