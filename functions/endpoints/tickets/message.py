"""/api/tickets/{id}/messages/{message}: GET reads a message, PATCH changes an own note, DELETE removes a text."""

from common.actions import correct
from common.base.errors import Conflict, Forbidden, NotFound
from common.callers.auth import Caller
from common.callers.call import Call
from common.conversation import store
from common.conversation.inputs import MessagePatch
from common.conversation.model import Message, Note, for_agents
from common.http.access import ADMINS, AGENTS, READERS
from common.http.operation import Answer, operation
from common.inbound import originals


@operation("read_message", "Read a message", access=READERS)
def get(call: Call, caller: Caller) -> Answer[Message]:
    """For API keys without `notes:read` there are no notes."""
    message = store.find(call.id, call.names["message"])
    if isinstance(message, Note) and not caller.reads_notes:
        raise NotFound
    return Answer(for_agents(message))


@operation(
    "change_note",
    "Change a note, or take it back",
    access=AGENTS,
    failures={
        Conflict: "The message is no note, the note was removed, or the ticket is in quarantine.",
        Forbidden: "Signed in, but not as the note's author.",
    },
)
def change(call: Call, caller: Caller, body: MessagePatch) -> Answer[Message]:
    """The note. A reply that was sent never changes."""
    return Answer(correct.patch(call.id, call.names["message"], body, caller.actor, caller.name))


@operation(
    "delete_message", "Remove a message's text", access=ADMINS, failures={Conflict: "The ticket is in quarantine."}
)
def delete(call: Call, caller: Caller) -> Answer[Message]:
    """What is left of the message, which keeps its place; the mail that it came as is deleted too. Deleting it again
    changes nothing."""
    originals.discard(call.id, call.names["message"])
    return Answer(correct.delete(call.id, call.names["message"], caller.actor))


OPERATIONS = {"GET": get, "PATCH": change, "DELETE": delete}
