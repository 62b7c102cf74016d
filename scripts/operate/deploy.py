"""`make deploy PROJECT=...`: builds the pages and deploys functions, hosting, rules and indexes."""

import os
import subprocess
import sys

from scripts.base import env
from scripts.base.console import Command, Failure, guarded, say, step
from scripts.base.paths import FUNCTIONS, NODE_MODULES, ROOT
from scripts.dev import frontend
from scripts.operate import settings, target


def main() -> None:
    project = "".join(sys.argv[1:2])
    target.require_project(project, "make deploy PROJECT=your-project")
    settings.require_sound(project)
    with step("build the pages"):
        frontend.build(ROOT / "hosting" / "dist", project=project)
    cli = NODE_MODULES / ".bin" / "firebase"
    command: Command = [cli, "deploy", "--project", project, "--only", "functions,hosting,firestore"]
    environ = {**os.environ, "FUNCTIONS_DISCOVERY_TIMEOUT": "60"}
    status = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
    if status:
        raise Failure(f"firebase deploy ended with status {status}; what it said is above.")
    say(f"Deployed. Does it work? make verify PROJECT={project}")
    if env.parameters(FUNCTIONS, project)["MAIL_FROM"]:
        say(f"Does e-mail arrive? make mail PROJECT={project} TO=you@example.com")


if __name__ == "__main__":
    guarded(main)
