"""People who are really signed in, at the Auth emulator."""

from dataclasses import dataclass
from secrets import token_hex

from firebase_admin import auth

from scripts.operate import admin
from tests.support.system import System


@dataclass(frozen=True)
class Person:
    """`token` is an ID token, valid for an hour."""

    uid: str
    email: str
    password: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def sign_up(system: System, name: str, claims: dict[str, str] | None = None) -> Person:
    """A new person with these custom claims, signed in."""
    email, password = f"{name}-{token_hex(4)}@people.example", token_hex(8)
    with admin.people(system.project) as app:
        user = auth.create_user(email=email, password=password, email_verified=True, app=app)
        auth.set_custom_user_claims(user.uid, claims, app)
    return Person(user.uid, email, password, sign_in(system, email, password))


def sign_in(system: System, email: str, password: str) -> str:
    return admin.id_token(system.auth_url, email, password)
