"""/api/tickets/{id}/link: POST makes a new private status link in place of the old one, DELETE revokes it."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import auth, http, links
from common.auth import Kind
from common.http import Answer
from common.preconditions import etag
from common.requests import Call


def replace(call: Call) -> Answer:
    caller = auth.identify(call, Kind.AGENT)
    return Answer(links.replace(call.ticket_id, caller.actor), HTTPStatus.CREATED)


def revoke(call: Call) -> Answer:
    caller = auth.identify(call, Kind.AGENT)
    ticket = links.revoke(call.ticket_id, caller.actor)
    return Answer(ticket, headers={"ETag": etag(ticket.version)})


ticket_link = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=10)(
    http.function("ticket_link", "/api/tickets/{id}/link", POST=replace, DELETE=revoke)
)
