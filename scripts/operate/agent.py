"""`make agent EMAIL=... [NAME=...] [PROJECT=...]`: lets a person use the desk; `make admin` also administer it."""

import secrets
import sys

from firebase_admin import auth
from firebase_admin.exceptions import FirebaseError
from google.api_core.exceptions import GoogleAPICallError
from google.auth.exceptions import GoogleAuthError

from common.callers.model import Role
from scripts.base.console import Failure, guarded, say
from scripts.base.paths import PROJECT
from scripts.emulators import ports
from scripts.operate import admin, target

PASSWORD_BYTES = 12
MAY = {Role.AGENT: "use", Role.ADMIN: "use and administer"}


def main() -> None:
    role = Role(sys.argv[1])
    email, project, name = (*sys.argv[2:], "", "", "")[:3]
    if "@" not in email:
        raise Failure(
            f"Name a person: make {role} EMAIL=person@example.com [NAME='Ada Lovelace'] [PROJECT=your-project]"
        )
    if project:
        _in_the_cloud(email, name, project, role)
    else:
        _here(email, name, role)


def _here(email: str, name: str, role: Role) -> None:
    desk = target.running(f"make {role} EMAIL=... PROJECT=your-project")
    admin.use_emulators(ports.configured(desk.config, {}))
    with admin.people(PROJECT) as app, admin.firestore() as database:
        created = admin.ensure_agent(app, email, role=role)
        admin.name_agent(app, database, email, name)
        if not created:
            say(f"{email} may {MAY[role]} the desk of make dev, with the password of before.")
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        auth.update_user(auth.get_user_by_email(email, app).uid, password=password, app=app)
    say(f"{email} may {MAY[role]} the desk of make dev, with the password {password}")


def _in_the_cloud(email: str, name: str, project: str, role: Role) -> None:
    try:
        with admin.people(project) as app, admin.firestore(project) as database:
            created = admin.ensure_agent(app, email, role=role)
            admin.name_agent(app, database, email, name)
            link = auth.generate_password_reset_link(email, app=app) if created else None
    except admin.Unverified:
        raise Failure(
            f"{email} has an account in {project} whose address is not verified: a stranger may have registered it. "
            "Delete it in the Firebase console, or have its owner verify the address, and try again."
        ) from None
    except (FirebaseError, GoogleAPICallError, GoogleAuthError, ValueError) as error:
        advice = (
            "Is the project's name right, Authentication switched on, and `gcloud auth application-default login` done?"
        )
        raise Failure(f"{project} refused: {error}\n{advice}") from None
    say(f"{email} may {MAY[role]} the desk of {project}; who is signed in signs in again for it to count.")
    if link:
        say(f"The account is new. To choose a password, open: {link}")


if __name__ == "__main__":
    guarded(main)
