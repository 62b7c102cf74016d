"""The project from an administrator's side: its people and its Firestore, at the emulators or in the cloud."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import firebase_admin
from firebase_admin import auth
from google.cloud.firestore import Client

from common.agents.store import content_of
from common.callers.model import Role
from scripts.base import local_http
from scripts.base.paths import PROJECT
from scripts.emulators.ports import HOST, Ports


class Unverified(Exception):
    """The account exists, but its address is not verified."""


def emulator_environment(ports: Ports) -> dict[str, str]:
    """The variables by which Google's libraries find the emulators."""
    return {
        "GCLOUD_PROJECT": PROJECT,
        "FIRESTORE_EMULATOR_HOST": f"{HOST}:{ports.firestore}",
        "FIREBASE_AUTH_EMULATOR_HOST": f"{HOST}:{ports.auth}",
        "CLOUD_TASKS_EMULATOR_HOST": f"{HOST}:{ports.tasks}",
        "STORAGE_EMULATOR_HOST": f"http://{HOST}:{ports.storage}",
    }


def use_emulators(ports: Ports) -> None:
    """Points this process at an instance's emulators, until it ends."""
    os.environ.update(emulator_environment(ports))


@contextmanager
def firestore(project: str = PROJECT) -> Iterator[Client]:
    client = Client(project=project)
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


def id_token(auth_emulator: str, email: str, password: str) -> str:
    """The ID token that the desk would get for these credentials, valid for an hour."""
    answer = local_http.post(
        f"{auth_emulator}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
        params={"key": "demo"},
        json={"email": email, "password": password, "returnSecureToken": True},
    )
    return str(answer.raise_for_status().json()["idToken"])


def ensure_agent(app: firebase_admin.App, email: str, password: str | None = None, role: Role = Role.AGENT) -> bool:
    """Gives the person the role, creating the account where there is none; returns whether it was created.

    An existing account keeps its other claims, a higher role, and its password unless one is given. Raises Unverified
    for one whose address is not verified: a stranger may have registered it in the hope of becoming an agent.
    """
    changes: dict[str, Any] = {"password": password} if password else {}
    try:
        user = auth.get_user_by_email(email, app)
    except auth.UserNotFoundError:
        user = auth.create_user(email=email, email_verified=True, app=app, **changes)
        auth.set_custom_user_claims(user.uid, {"role": role}, app)
        return True
    if not user.email_verified:
        raise Unverified
    if changes:
        auth.update_user(user.uid, app=app, **changes)
    claims = user.custom_claims or {}
    role = Role.ADMIN if claims.get("role") == Role.ADMIN else role
    auth.set_custom_user_claims(user.uid, {**claims, "role": role}, app)
    return False


def name_agent(app: firebase_admin.App, database: Client, email: str, name: str = "") -> None:
    """Stores the name that requesters read; without one, the one of before stays, or that of the account is taken."""
    user = auth.get_user_by_email(email, app)
    agent = database.document(f"agents/{user.uid}")
    known = (agent.get().to_dict() or {}).get("name")
    agent.set(content_of(name or known or user.display_name, email))


def revoke_agent(app: firebase_admin.App, database: Client, email: str) -> None:
    """Takes the role and all sessions of the person; what they wrote keeps their name, and no ticket is given to them.

    Raises UserNotFoundError.
    """
    user = auth.get_user_by_email(email, app)
    claims = {name: value for name, value in (user.custom_claims or {}).items() if name != "role"}
    auth.set_custom_user_claims(user.uid, claims, app)
    auth.revoke_refresh_tokens(user.uid, app)
    agent = database.document(f"agents/{user.uid}")
    if agent.get().exists:
        agent.update({"active": False})
