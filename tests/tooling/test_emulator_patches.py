"""What is changed in firebase-tools fails loudly where it no longer fits, and says when it can go."""

import subprocess

import pytest

from scripts.base.paths import ROOT

PATCHES = ROOT / "scripts" / "emulators" / "patches"
LIBRARY = "firebase-tools/lib/emulator"
OURS = sorted(set(PATCHES.glob("*.cjs")) - {PATCHES / "index.cjs", PATCHES / "replace.cjs"})


def node(patch: str, code: str = "", before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"{before}; require('{PATCHES}/{patch}.cjs'); {code}"
    return subprocess.run(["node", "-e", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_patch_is_loaded_and_says_when_it_goes() -> None:
    index = (PATCHES / "index.cjs").read_text("utf-8")
    assert index.count("require(") == len(OURS)
    for patch in OURS:
        assert f'require("./{patch.name}");' in index
        assert "goes when" in patch.read_text("utf-8")


@pytest.mark.parametrize(
    "gone",
    [
        f"require('{LIBRARY}/taskQueue').TaskQueue.prototype.enqueue",
        f"require('{LIBRARY}/tasksEmulator').TaskQueueController.UPDATE_TIMEOUT",
        "require('exegesis-express').middleware",
    ],
)
def test_a_firebase_tools_without_what_is_patched_does_not_start(gone: str) -> None:
    ended = node("index", before=f"delete {gone}")
    assert ended.returncode != 0
    assert f"firebase-tools no longer has {gone.rpartition('.')[2]}" in ended.stderr


def test_auth_starts_without_a_check_of_any_input() -> None:
    count = "let built = 0; require('ajv/dist/core').default.prototype.compile = () => { built += 1; }"
    start = f"require('{LIBRARY}/auth/server').createApp('none-passthrough')"
    assert node("auth", f"{count}; {start}.then(() => {{ console.log(built); process.exit() }})").stdout == "0\n"


def test_the_emulators_keep_no_connection_to_a_function() -> None:
    ask = "require('node:http').request('http://127.0.0.1:1').on('error', () => {})"
    assert node("connections", f"console.log({ask}.shouldKeepAlive)").stdout == "false\n"


def test_a_port_is_given_once_even_while_nothing_listens_on_it() -> None:
    code = "Math.random = () => 0; const find = () => require('portfinder').getPortPromise();"
    asked = "Promise.all([find(), find(), find()]).then((ports) => console.log(new Set(ports).size))"
    assert node("ports", f"{code} {asked}").stdout == "3\n"
