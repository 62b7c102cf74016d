"""The project from an administrator's side: its people and its Firestore, at the emulators or in the cloud."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import firebase_admin
from firebase_admin import auth
from google.cloud.firestore import Client

from scripts.paths import FUNCTIONS, PROJECT
from scripts.ports import HOST, Ports

AGENT = {"role": "agent"}
"""The custom claims by which the functions and the Firestore rules know an agent."""

if str(FUNCTIONS) not in sys.path:
    sys.path.insert(0, str(FUNCTIONS))  # where the functions' own modules are found, as when they are deployed


def emulator_environment(ports: Ports) -> dict[str, str]:
    """The variables by which Google's libraries find the emulators."""
    return {
        "GCLOUD_PROJECT": PROJECT,
        "FIRESTORE_EMULATOR_HOST": f"{HOST}:{ports.firestore}",
        "FIREBASE_AUTH_EMULATOR_HOST": f"{HOST}:{ports.auth}",
    }


def use_emulators(ports: Ports) -> None:
    """Points this process at an instance's emulators, for good."""
    os.environ.update(emulator_environment(ports))


@contextmanager
def firestore() -> Iterator[Client]:
    client = Client(project=PROJECT)
    try:
        yield client
    finally:
        client.close()  # type: ignore[no-untyped-call]


@contextmanager
def people(project: str) -> Iterator[firebase_admin.App]:
    """The app to pass to `ensure_agent`; for a real project it signs in with application default credentials."""
    app = firebase_admin.initialize_app(options={"projectId": project}, name=f"admin-{project}")
    try:
        yield app
    finally:
        firebase_admin.delete_app(app)


def ensure_agent(app: firebase_admin.App, email: str, password: str | None = None) -> bool:
    """Makes the person an agent, creating the account where there is none; returns whether it was created.

    Other claims of an existing account stay, and so does its password unless one is given.
    """
    changes: dict[str, Any] = {"password": password} if password else {}
    try:
        user = auth.get_user_by_email(email, app)
        created = False
        if changes:
            auth.update_user(user.uid, app=app, **changes)
    except auth.UserNotFoundError:
        user = auth.create_user(email=email, email_verified=True, app=app, **changes)
        created = True
    auth.set_custom_user_claims(user.uid, {**(user.custom_claims or {}), **AGENT}, app)
    return created
