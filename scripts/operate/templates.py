"""`make templates PROJECT=...`: stores the e-mails' wording where the Trigger Email extension looks for it."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import Client

from scripts.base.console import Failure, guarded, say
from scripts.operate import target

TEMPLATES = Path(__file__).with_name("mail_templates.json")
COLLECTION = "mail_templates"

type Templates = Mapping[str, Mapping[str, str]]


def main() -> None:
    project = "".join(sys.argv[1:2])
    if not project:
        raise Failure("Name a project: make templates PROJECT=your-project")
    with target.refusals(project):
        added = store(Client(project=project), load())
    for name, is_new in added.items():
        say(f"  {name}: {'stored' if is_new else 'is there already, and stays as it is'}")


def load() -> Templates:
    templates: Templates = json.loads(TEMPLATES.read_text("utf-8"))
    return templates


def store(firestore: Client, templates: Templates) -> dict[str, bool]:
    """Adds the templates that are missing, and says which those were; what an operator has worded stays."""
    return {name: _is_added(firestore, name, content) for name, content in templates.items()}


def _is_added(firestore: Client, name: str, content: Mapping[str, str]) -> bool:
    try:
        firestore.collection(COLLECTION).document(name).create(dict(content))
    except AlreadyExists:
        return False
    return True


if __name__ == "__main__":
    guarded(main)
