"""A stand-in for Firebase Auth, which the functions ask about the accounts of agents: each one is in order."""

import json

from werkzeug import Request, Response

from tests.support.standin import StandIn, as_json


def accounts() -> StandIn:
    """Serves `accounts:lookup` while it is entered.

    https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/lookup
    """
    return StandIn(_lookup)


def _lookup(request: Request) -> Response:
    (uid,) = request.get_json()["localId"]
    user = {"localId": uid, "validSince": "0", "customAttributes": json.dumps({"role": "agent"})}
    return as_json({"users": [user]})
