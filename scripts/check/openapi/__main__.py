"""Writes `openapi.json`, which Hosting serves at /api/openapi.json; with `--check` only compares it."""

import argparse
import json
import os
import sys

from scripts.base.paths import PROJECT, ROOT

TARGET = ROOT / "hosting" / "public" / "api" / "openapi.json"


def wanted() -> str:
    """The file's text as the code would have it."""
    os.environ.setdefault("GCLOUD_PROJECT", PROJECT)
    from scripts.check.openapi.document import document

    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the file differs from the code")
    text = wanted()
    if parser.parse_args().check:
        if TARGET.exists() and TARGET.read_text("utf-8") == text:
            return 0
        print(f"{TARGET.relative_to(ROOT)} does not match the code: run make fix", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
