"""/api/track/{id}/messages: the conversation as the holder of a ticket's tracking token reads and continues it."""

from http import HTTPStatus

from common.actions import link, request
from common.base.errors import Conflict, KeyReused
from common.base.headers import IDEMPOTENCY_KEY, TRACKING_TOKEN
from common.callers.auth import Caller
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.windows import Limited
from common.conversation import store
from common.conversation.inputs import BODY_MAX, RequesterMessage, TrackedQuery
from common.conversation.model import TrackedAnswer, TrackedMessagePage, for_requester
from common.http.access import Access
from common.http.operation import Answer, operation


@operation(
    "read_tracked_messages",
    "Read the conversation with its private link's token",
    access=Access(agents=False, public=Limited.TRACK_READ),
    headers=(TRACKING_TOKEN,),
)
def read(call: Call, query: TrackedQuery) -> Answer[TrackedMessagePage]:
    """Replies and the requester's own words. Missing, wrong, revoked and unknown tokens look the same."""
    link.opened_by(call.id, call.header(TRACKING_TOKEN.name))
    messages, cursor = store.shared(call.id, query)
    return Answer(TrackedMessagePage(results=[for_requester(it) for it in messages], next_cursor=cursor))


@operation(
    "post_tracked_message",
    "Write to the desk with the private link's token",
    access=Access(agents=False, public=Limited.TRACK_WRITE),
    status=HTTPStatus.CREATED,
    headers=(TRACKING_TOKEN, IDEMPOTENCY_KEY),
    failures={
        Conflict: "The ticket is closed, and no text was sent with which another one could be opened.",
        KeyReused: "This idempotency key came with another request before.",
    },
    body_max=BODY_MAX,
)
def create(call: Call, caller: Caller, body: RequesterMessage) -> Answer[TrackedAnswer]:
    """What came of it. A resolved ticket opens again; to a closed one the message opens a ticket that follows it."""
    token = call.header(TRACKING_TOKEN.name)
    return Answer(request.send(call.id, token, body, key_of(call, caller, body)))


OPERATIONS = {"GET": read, "POST": create}
