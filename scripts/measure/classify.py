"""`python -m scripts.measure.classify "text"`: what the local classifier suggests for one text, as JSON."""

import sys

from common.classifier import local


def main() -> None:
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('usage: python -m scripts.measure.classify "text of a ticket"')
    sys.stdout.write(local.suggest(sys.argv[1]).model_dump_json(indent=2, exclude_none=True) + "\n")


if __name__ == "__main__":
    main()
