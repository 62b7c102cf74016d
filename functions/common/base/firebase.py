"""Firebase's SDK where we call it ourselves: the app for App Check and task queues."""

from functools import cache
from typing import TYPE_CHECKING

from common.base import config

if TYPE_CHECKING:
    from firebase_admin import App

HTTP_S = 1.5
"""For each question to Google; the library's own limit is two minutes."""


@cache
def app() -> "App":
    """An app of our own name: firebase-functions makes a default one, when it pleases."""
    import firebase_admin

    return firebase_admin.initialize_app(
        options={"projectId": config.project(), "httpTimeout": HTTP_S}, name="support-desk"
    )
