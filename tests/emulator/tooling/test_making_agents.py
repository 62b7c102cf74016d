"""Who becomes an agent by `make agent`, and an admin by `make admin`, against the Auth emulator."""

import uuid
from collections.abc import Iterator

import firebase_admin
import pytest
from firebase_admin import auth

from common.callers.model import Role
from scripts.operate import admin
from tests.support.system import System


@pytest.fixture
def app(system: System) -> Iterator[firebase_admin.App]:
    with admin.people(system.project) as app:
        yield app


def register(app: firebase_admin.App, *, verified: bool, role: str | None = None) -> auth.UserRecord:
    user = auth.create_user(email=f"{uuid.uuid4().hex}@example.com", email_verified=verified, app=app)
    if role:
        auth.set_custom_user_claims(user.uid, {"role": role, "team": "north"}, app)
    return user


def test_a_new_person_gets_an_account(app: firebase_admin.App) -> None:
    email = f"{uuid.uuid4().hex}@example.com"
    assert admin.ensure_agent(app, email)
    assert auth.get_user_by_email(email, app).custom_claims == {"role": "agent"}


def test_the_proven_owner_of_an_address_becomes_an_agent(app: firebase_admin.App) -> None:
    user = register(app, verified=True, role="customer")
    assert not admin.ensure_agent(app, user.email)
    assert auth.get_user(user.uid, app).custom_claims == {"role": "agent", "team": "north"}


def test_an_address_that_a_stranger_may_have_registered_first_opens_nothing(app: firebase_admin.App) -> None:
    user = register(app, verified=False)
    with pytest.raises(admin.Unverified):
        admin.ensure_agent(app, user.email, "another-password")
    assert not auth.get_user(user.uid, app).custom_claims


def test_an_admin_stays_one(app: firebase_admin.App) -> None:
    user = register(app, verified=True, role="admin")
    admin.ensure_agent(app, user.email)
    assert auth.get_user(user.uid, app).custom_claims == {"role": "admin", "team": "north"}


def test_a_new_person_and_an_agent_become_admins(app: firebase_admin.App) -> None:
    email = f"{uuid.uuid4().hex}@example.com"
    assert admin.ensure_agent(app, email, role=Role.ADMIN)
    assert auth.get_user_by_email(email, app).custom_claims == {"role": "admin"}
    agent = register(app, verified=True, role="agent")
    assert not admin.ensure_agent(app, agent.email, role=Role.ADMIN)
    assert auth.get_user(agent.uid, app).custom_claims == {"role": "admin", "team": "north"}


def test_an_address_that_a_stranger_may_have_registered_first_makes_no_admin(app: firebase_admin.App) -> None:
    user = register(app, verified=False)
    with pytest.raises(admin.Unverified):
        admin.ensure_agent(app, user.email, role=Role.ADMIN)
    assert not auth.get_user(user.uid, app).custom_claims
