"""/api/tickets/{id}/messages: GET reads a ticket's conversation, POST adds a reply or a note to it."""

from http import HTTPStatus

from common.actions.post import Writer, post
from common.agents import store as agents
from common.attachments import store as attachments
from common.base.errors import Conflict, Forbidden, KeyReused, Stale
from common.base.headers import IDEMPOTENCY_KEY, LOCATION
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.conversation import model, store
from common.conversation.inputs import BODY_MAX, MessageQuery, NewMessage
from common.conversation.model import Author, MessageChannel, MessagePage, PostedMessage, for_agents
from common.http.access import READERS, Access
from common.http.operation import Answer, operation
from common.tickets import store as tickets
from common.tickets.model import AuthorKind


@operation("read_messages", "Read a ticket's conversation", access=READERS)
def read(call: Call, caller: Caller, query: MessageQuery) -> Answer[MessagePage]:
    """In the order in which they came, or newest first. API keys without `notes:read` get no notes."""
    tickets.find(call.id, ("version",))
    if caller.reads_notes:
        messages, cursor = store.every(call.id, query)
        return Answer(MessagePage(results=[for_agents(it) for it in messages], next_cursor=cursor))
    if query.kind is model.MessageKind.NOTE:
        raise Forbidden(f"This API key lacks {Scope.NOTES}.")
    shared, cursor = store.shared(call.id, query, query.kind)
    return Answer(MessagePage(results=[for_agents(it) for it in shared], next_cursor=cursor))


@operation(
    "post_message",
    "Reply to the requester, or add a note",
    access=Access(integration=Limited.INTEGRATION_REPLY, scopes=(Scope.REPLY,), webhooks=False),
    status=HTTPStatus.CREATED,
    headers=(IDEMPOTENCY_KEY,),
    sends=(LOCATION,),
    failures={
        Conflict: "The ticket is in quarantine, or its texts were removed.",
        Stale: "Another message than `if_last_message` is the newest; nothing was posted.",
        KeyReused: "This idempotency key came with another request before.",
    },
    body_max=BODY_MAX,
)
def create(call: Call, caller: Caller, body: NewMessage) -> Answer[PostedMessage]:
    """The message, or the first answer again when the idempotency key was used before.

    One commit adds it and does to the ticket what follows from it.
    """
    posted = post(call.id, body, _writer(caller), key_of(call, caller, body))
    return Answer(posted, {"Location": f"/api/tickets/{call.id}/messages/{posted.id}"})


def _writer(caller: Caller) -> Writer:
    owner = attachments.owner_of(caller)
    if caller.kind is Kind.AGENT:
        author = Author(kind=AuthorKind.AGENT, uid=caller.name, name=agents.public_name(caller))
        return Writer(caller.actor, author, MessageChannel.DESK, owner)
    author = Author(kind=AuthorKind.INTEGRATION, uid=None, name=caller.name)
    return Writer(caller.actor, author, MessageChannel.API, owner)


OPERATIONS = {"GET": read, "POST": create}
