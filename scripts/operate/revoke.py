"""`make revoke EMAIL=... [PROJECT=...]`: takes the access to the desk away from an agent or an administrator."""

import sys

from firebase_admin.auth import UserNotFoundError
from firebase_admin.exceptions import FirebaseError

from scripts.base.console import Failure, guarded, say
from scripts.base.paths import PROJECT
from scripts.operate import admin, target

USAGE = "make revoke EMAIL=person@example.com PROJECT=your-project"


def main() -> None:
    email, project = sys.argv[1:3]
    if "@" not in email:
        raise Failure(f"Name a person: {USAGE}")
    where = target.use(project, USAGE)
    try:
        with (
            target.refusals(where),
            admin.people(project or PROJECT) as app,
            admin.firestore(project or PROJECT) as data,
        ):
            admin.revoke_agent(app, data, email)
    except UserNotFoundError:
        raise Failure(f"{email} has no account in {where}.") from None
    except FirebaseError as error:
        raise Failure(f"{where} refused: {error}") from None
    say(f"{email} may no longer use the desk of {where}: requests are refused within a minute.")


if __name__ == "__main__":
    guarded(main)
