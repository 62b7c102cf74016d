"""Writes `openapi.json`, which Hosting serves at /api/openapi.json; with `--check` only compares it."""

import json
import os
import sys

from scripts.base.paths import PROJECT, ROOT
from scripts.check.generated import written

TARGET = ROOT / "hosting" / "public" / "api" / "openapi.json"


def wanted() -> str:
    """The file's text as the code would have it."""
    os.environ.setdefault("GCLOUD_PROJECT", PROJECT)
    from scripts.check.openapi.document import document

    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(written(TARGET, wanted()))
