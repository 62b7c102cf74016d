"""/api/keys: GET lists the API keys, POST creates one and returns it this once; DELETE /api/keys/{id} revokes one."""

from http import HTTPStatus

from common.base.config import WEBHOOK_SECRETS
from common.base.errors import Conflict
from common.base.headers import LOCATION
from common.callers import api_keys as keys
from common.callers.auth import Caller
from common.callers.call import Call
from common.callers.inputs import NewApiKey
from common.callers.model import ApiKey, ApiKeyList, CreatedApiKey
from common.http.access import ADMINS
from common.http.function import Function
from common.http.operation import Answer, operation

PATH = "/api/keys"


@operation("read_api_keys", "List the API keys", access=ADMINS)
def read() -> Answer[ApiKeyList]:
    return Answer(keys.all_keys())


@operation(
    "create_api_keys",
    "Create an API key",
    access=ADMINS,
    status=HTTPStatus.CREATED,
    sends=(LOCATION,),
    failures={Conflict: "Another key has the name."},
)
def create(caller: Caller, body: NewApiKey) -> Answer[CreatedApiKey]:
    created = keys.create(body, caller.actor.name)
    return Answer(created, {"Location": f"{PATH}/{created.id}"})


@operation("api_key", "Revoke an API key", access=ADMINS)
def revoke(call: Call) -> Answer[ApiKey]:
    """The key; revoking it again changes nothing and answers the same."""
    return Answer(keys.revoke(call.id))


api_keys = Function(
    "api_keys",
    {PATH: {"GET": read, "POST": create}, f"{PATH}/{{id}}": {"DELETE": revoke}},
    subject="api_key",
    max_instances=5,
    secrets=(WEBHOOK_SECRETS,),
)
