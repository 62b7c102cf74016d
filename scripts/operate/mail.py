"""`make mail`: the e-mails that `make dev` would have had sent, newest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from google.cloud.firestore import Query

from scripts.base.console import guarded, say
from scripts.emulators import ports
from scripts.operate import admin, target

LISTED = 20


def main() -> None:
    admin.use_emulators(ports.configured(target.running().config, {}))
    with admin.firestore() as firestore:
        newest = firestore.collection("mail").order_by("expires_at", direction=Query.DESCENDING).limit(LISTED)
        mails = [report(it.to_dict() or {}, it.create_time) for it in newest.stream()]
    say("\n\n".join(mails) or "No e-mail yet. Open a ticket with an e-mail address, or resolve one that has one.")


def report(mail: Mapping[str, Any], at: datetime) -> str:
    """One e-mail as text: to whom, when, which template, and what is filled in."""
    template = mail["template"]
    filled = [f"  {name:<12}{value}" for name, value in sorted(template["data"].items())]
    return "\n".join([f"{template['name']} to {', '.join(mail['to'])}, {at.astimezone():%d %b %H:%M:%S}", *filled])


if __name__ == "__main__":
    guarded(main)
