"""The pages' modules that compute, called as they are."""

import json
import subprocess
from typing import Any

from scripts.base.paths import ROOT

RUN = """
const { build } = await import("rolldown");
const [input, name, calls] = process.argv.slice(1);
const { output } = await build({ input, write: false });
const module = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
console.log(JSON.stringify(JSON.parse(calls).map((values) => module[name](...values) ?? null)));
"""
PATIENCE_S = 60


def results(module: str, name: str, calls: list[list[Any]]) -> list[Any]:
    """What an exported function of the module below `hosting/src` returns for each list of arguments."""
    command = ["node", "--input-type=module", "-e", RUN, f"hosting/src/{module}", name, json.dumps(calls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
