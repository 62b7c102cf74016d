"""`make forget EMAIL=... [PROJECT=...] [DRY=1]`: anonymises the tickets of one requester; REFERENCE=... one ticket."""

import argparse

from common.base.errors import Damaged, Unavailable
from common.base.firestore import Snapshot
from common.privacy import erasure
from scripts.base.console import Failure, guarded, say
from scripts.operate import target

USAGE = "make forget EMAIL=person@example.com [PROJECT=your-project] [DRY=1]"
REMAINS = """
What this cannot reach: texts in which other people name this person, backups (forget again after a restore), e-mails
that were sent and, if the person is an agent too, their name in the history of what they changed."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make forget")
    parser.add_argument("--email", default="")
    parser.add_argument("--reference", default="")
    parser.add_argument("--project", default="")
    parser.add_argument("--dry", action="store_true")
    given = parser.parse_args()
    if bool(given.email) == bool(given.reference):
        raise Failure(f"Name one: {USAGE}, or REFERENCE=XXXX-XXXX-XXXX for one ticket.")
    where = target.use(given.project, USAGE)
    with target.refusals(where, then=" What was done stays; run it again."):
        run(given.email, given.reference, where, dry=given.dry)


def run(email: str, reference: str, where: str, *, dry: bool) -> None:
    try:
        found = erasure.find(email) if email else erasure.find_reference(reference)
    except ValueError:
        what = f"{email!r} is no e-mail address" if email else f"{reference!r} is no reference"
        raise Failure(f"{what}: {USAGE}") from None
    say(listed(found, email or reference, where))
    if dry and found:
        say("\nNothing was changed. Without DRY=1, these are anonymised and those in quarantine deleted, irrevocably.")
    if dry:
        return
    mails = erasure.forget_mails(email) if email else 0
    if mails:
        say(f"{mails} e-mails of this sender were kept; they are deleted.")
    views = erasure.forget_views(email) if email else 0
    if views:
        say(f"{views} views of agents named this address; they are deleted.")
    if not found:
        return
    failures = [failure for failure in map(_forget, found) if failure]
    say(f"\n{len(found) - len(failures)} done. The numbers stay as they are.{REMAINS}")
    if failures:
        raise Failure("\n".join(failures))


def listed(found: list[Snapshot], whom: str, where: str) -> str:
    """What was found, as text."""
    if not found:
        return f"Nothing in {where} has {whom}."
    rows = [f"  {(it.to_dict() or {}).get('reference')}  {it.reference.path}" for it in found]
    return "\n".join([f"Tickets in {where} with {whom}: {len(found)}", *rows])


def _forget(found: Snapshot) -> str | None:
    """Anonymises the ticket; returns why it could not be, if so."""
    path = found.reference.path
    try:
        erasure.forget(found)
    except Damaged:
        return f"{path} is malformed: delete it, with what is below it, or repair it and run this again."
    except Unavailable:
        return f"{path} is being changed all the time: run this again."
    return None


if __name__ == "__main__":
    guarded(main)
