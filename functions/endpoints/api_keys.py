"""/api/keys: GET lists the API keys, POST creates one and says it this once."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import api_keys as keys
from common import auth, http
from common.config import WEBHOOK_SECRETS
from common.http import Answer
from common.inputs import NewApiKey
from common.requests import Call


def list_keys(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(keys.all_keys())


def create(call: Call) -> Answer:
    caller = auth.identify_admin(call)
    created = keys.create(call.body(NewApiKey), caller.actor.name)
    return Answer(created, HTTPStatus.CREATED, {"Location": f"/api/keys/{created.id}"})


api_keys = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5, secrets=[WEBHOOK_SECRETS])(
    http.function("api_keys", "/api/keys", GET=list_keys, POST=create)
)
