"""Firebase's SDK where we call it ourselves: the app for App Check and task queues."""

from threading import Lock
from typing import TYPE_CHECKING

from common.base import config

if TYPE_CHECKING:
    from firebase_admin import App

HTTP_S = 1.5
"""For each question to Google; the library's own limit is two minutes."""


NAME = "support-desk"
_lock = Lock()


def app() -> "App":
    """An app of our own name, made once: firebase-functions makes a default one, when it pleases."""
    import firebase_admin

    with _lock:  # two requests may be the first at once, and a second app of the name is refused
        try:
            return firebase_admin.get_app(NAME)
        except ValueError:
            return firebase_admin.initialize_app(
                options={"projectId": config.project(), "httpTimeout": HTTP_S}, name=NAME
            )
