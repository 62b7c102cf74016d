"""The pages' modules that compute, called as they are."""

import json
import subprocess
from typing import Any

from scripts.base.paths import ROOT

RUN = """
const { build } = await import("rolldown");
const { readFileSync } = await import("node:fs");
const [input, name] = process.argv.slice(1);
const { output } = await build({ input, write: false });
const module = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((values) => module[name](...values) ?? null)));
"""
PATIENCE_S = 60


def results(module: str, name: str, calls: list[list[Any]]) -> list[Any]:
    """What an exported function of the module below `hosting/src` returns for each list of arguments."""
    command = ["node", "--input-type=module", "-e", RUN, f"hosting/src/{module}", name]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(calls), capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
