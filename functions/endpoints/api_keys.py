"""/api/keys: GET lists the API keys, POST creates one and says it this once."""

from http import HTTPStatus

from firebase_functions import https_fn

from common.base.config import WEBHOOK_SECRETS
from common.base.errors import Conflict
from common.base.headers import LOCATION
from common.callers import api_keys as keys
from common.callers.auth import Caller
from common.callers.inputs import NewApiKey
from common.callers.model import ApiKeyList, CreatedApiKey
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation


@operation("List the API keys", access=ADMINS)
def read() -> Answer[ApiKeyList]:
    return Answer(keys.all_keys())


@operation(
    "Create an API key",
    access=ADMINS,
    status=HTTPStatus.CREATED,
    sends=(LOCATION,),
    failures={Conflict: "Another key has the name."},
)
def create(caller: Caller, body: NewApiKey) -> Answer[CreatedApiKey]:
    created = keys.create(body, caller.actor.name)
    return Answer(created, {"Location": f"/api/keys/{created.id}"})


api_keys = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5, secrets=[WEBHOOK_SECRETS])(
    function.function("api_keys", "/api/keys", GET=read, POST=create)
)
