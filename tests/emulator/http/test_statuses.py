"""Every status that the document of the API names is answered by somebody's request."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from common.callers.inputs import NewApiKey
from common.callers.windows import Limited
from common.inbound.adapters import MAIL_MAX
from common.views.inputs import NewView
from common.views.store import SHARED_MAX
from common.webhooks.endpoints import ENDPOINTS_MAX
from common.webhooks.model import NewWebhook
from scripts.check.openapi.deployed import Endpoint, endpoints, functions
from scripts.check.openapi.examples import BODIES
from scripts.check.openapi.paths import tag
from tests.conftest import RunFunction
from tests.support import handing, web
from tests.support.addresses import UNKNOWN
from tests.support.files import PNG, upload
from tests.support.inbox import Inbox, reply_address
from tests.support.lone_function import all_functions
from tests.support.people import Person
from tests.support.statuses import documented, undocumented
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import delivery_id, encoded, signed

FAULTS = {500, 503}
"""Our own; tests/unit/http/test_own_faults.py brings each about at every operation."""
BY_NAME = {it.name: it for it in endpoints()}
REACHABLE = [(name, status) for name, it in BY_NAME.items() for status in sorted(documented(it) - FAULTS)]


@dataclass(frozen=True)
class Client:
    """Somebody who calls operations through Hosting."""

    api: httpx.Client
    admin: Person
    stranger: Person
    system: System
    run_function: RunFunction
    limited: str
    """Where every function serves one request a day of each kind."""

    def call(self, name: str, ticket: str = UNKNOWN, **options: Any) -> httpx.Response:
        """As an admin, unless headers say otherwise."""
        endpoint = BY_NAME[name]
        options.setdefault("headers", self.admin.headers)
        return self.api.request(endpoint.method, path_of(endpoint, ticket), **options)

    def ticket(self, **fields: Any) -> str:
        return str(create(self.api, **fields)["id"])

    def thing(self, endpoint: Endpoint) -> str:
        """The id of something new that the endpoint is about; "" where its path has none."""
        if "{" not in endpoint.path:
            return ""
        match tag(endpoint.path):
            case "attachments":
                return str(upload(self.api, headers=self.admin.headers)["id"])
            case "keys":
                return str(self.call("create_api_keys", json=new_key()).json()["id"])
            case "views":
                return str(self.call("create_view", json=BODIES[NewView]).json()["id"])
            case "webhooks":
                return str(self.webhook().json()["id"])
            case _:
                ticket = self.ticket()
                if "{message}" in endpoint.path:
                    self.call("post_message", ticket, json={"kind": "note", "text": "A note."})
                return ticket

    def key(self, scopes: Sequence[str]) -> dict[str, str]:
        """The credentials of a new API key."""
        made = self.call("create_api_keys", json={"name": word(), "scopes": [*scopes]})
        return {"Authorization": f"Bearer {made.json()['key']}"}

    def webhook(self) -> httpx.Response:
        return self.call("register_webhooks", json={**BODIES[NewWebhook], "url": f"https://{word()}.example/hook"})


@pytest.fixture(scope="module")
def limited(system: System) -> Iterator[str]:
    limits = " ".join(f"{it}=1/86400" for it in Limited if it is not Limited.ATTEMPTS)
    with all_functions(system, {"RATE_LIMITS": limits, "GEMINI_API_KEY": "off"}) as url:
        yield url


@pytest.fixture
def client(
    api: httpx.Client, admin: Person, stranger: Person, system: System, run_function: RunFunction, limited: str
) -> Client:
    return Client(api, admin, stranger, system, run_function, limited)


def path_of(endpoint: Endpoint, thing: str) -> str:
    return endpoint.path.replace("{id}", thing).replace("{message}", "0000000001").replace("{attachment}", thing)


def serving(endpoint: Endpoint) -> str:
    """The name of a function that serves it."""
    return next(
        it.name for it in functions() if endpoint.path in it.paths and endpoint.method in it.operations(endpoint.path)
    )


type Reach = Callable[[Client, Endpoint], httpx.Response]


def new_key() -> dict[str, Any]:
    return {**BODIES[NewApiKey], "name": word()}


def good_body(endpoint: Endpoint) -> Any:
    body = endpoint.operation.body
    return BODIES[body] if body else None


def succeed(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, client.thing(endpoint), json=good_body(endpoint))


def track(client: Client, endpoint: Endpoint) -> httpx.Response:
    ticket = create(client.api)
    headers = {"X-Tracking-Token": ticket["tracking_token"]}
    return client.call(endpoint.name, ticket["id"], headers=headers, json=good_body(endpoint))


def closed(client: Client, endpoint: Endpoint) -> httpx.Response:
    ticket = create(client.api)
    client.call("update_ticket", ticket["id"], json={"status": "closed"})
    headers = {"X-Tracking-Token": ticket["tracking_token"]}
    return client.call(endpoint.name, ticket["id"], headers=headers, json={"solved": False})


def key_of_another_message(client: Client, endpoint: Endpoint) -> httpx.Response:
    ticket = create(client.api)
    headers = {**client.admin.headers, "X-Tracking-Token": ticket["tracking_token"], "Idempotency-Key": word()}
    for text in ("One", "Another"):
        body = {**good_body(endpoint), "text": text}
        answer = client.call(endpoint.name, ticket["id"], headers=headers, json=body)
    return answer


def unseen_message(client: Client, endpoint: Endpoint) -> httpx.Response:
    body = {**good_body(endpoint), "if_last_message": "0000000009"}
    return client.call(endpoint.name, client.ticket(), json=body)


def bad_input(client: Client, endpoint: Endpoint) -> httpx.Response:
    if endpoint.operation.body:
        return client.call(endpoint.name, json={"unknown": 1})
    return client.call(endpoint.name, client.thing(endpoint), params={"unknown": 1})


def bad_credentials(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, headers={"Authorization": "Bearer x"})


def no_agent(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, headers=client.stranger.headers)


def nothing_there(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, json=good_body(endpoint))


def too_large(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers = {**client.admin.headers, "Content-Type": "application/json"}
    return client.call(endpoint.name, headers=headers, content=b" " * (endpoint.operation.body_max + 1))


def no_json(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, headers={**client.admin.headers, "Content-Type": "text/plain"}, content=b"{}")


def in_quarantine(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, client.ticket(website="https://spam.example"), json=good_body(endpoint))


def key_of_a_lost_ticket(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers, body = {"Idempotency-Key": word()}, new_ticket()
    ticket = client.call(endpoint.name, headers=headers, json=body).json()["id"]
    client.system.firestore.document(f"tickets/{ticket}").delete()
    return client.call(endpoint.name, headers=headers, json=body)


def key_of_another_ticket(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers = {"Idempotency-Key": word()}
    client.call(endpoint.name, headers=headers, json=new_ticket())
    return client.call(endpoint.name, headers=headers, json=new_ticket())


def delivery_of_another_change(client: Client, endpoint: Endpoint) -> httpx.Response:
    ticket, delivery = client.ticket(), delivery_id()
    answers = []
    for status in ("closed", "open"):
        content = encoded({"status": status})
        answers.append(client.call(endpoint.name, ticket, headers=signed(content, delivery=delivery), content=content))
    return answers[-1]


def another_version(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers = {**client.admin.headers, "If-Match": '"99"'}
    return client.call(endpoint.name, client.ticket(), headers=headers, json={"status": "closed"})


def without_app_check(client: Client, endpoint: Endpoint) -> httpx.Response:
    with client.run_function(serving(endpoint), {"APP_CHECK_ENFORCED": "true"}) as url:
        return web.request(endpoint.method, url + path_of(endpoint, UNKNOWN))


def without_mail(client: Client, endpoint: Endpoint) -> httpx.Response:
    with client.run_function(serving(endpoint), {"MAIL_FROM": ""}) as url:
        return web.request(endpoint.method, url + endpoint.path, json=good_body(endpoint))


def too_many(client: Client, endpoint: Endpoint) -> httpx.Response:
    """More than fit into a day."""
    access = endpoint.operation.access
    url, content = (
        f"{client.limited}/{serving(endpoint)}{path_of(endpoint, UNKNOWN)}",
        encoded(good_body(endpoint) or {}),
    )
    with_key = {} if access.public or access.webhooks else client.key(access.scopes)
    for _ in range(3):
        headers = {"Content-Type": "application/json", **with_key}
        headers |= signed(content) if not access.public and access.webhooks else {}
        answer = web.request(endpoint.method, url, content=content, headers=headers)
    return answer


def new_name(client: Client, endpoint: Endpoint) -> httpx.Response:
    return client.call(endpoint.name, json=new_key())


def taken_name(client: Client, endpoint: Endpoint) -> httpx.Response:
    body = new_key()
    client.call(endpoint.name, json=body)
    return client.call(endpoint.name, json=body)


def one_webhook_more(client: Client, endpoint: Endpoint) -> httpx.Response:
    made = [client.webhook() for _ in range(ENDPOINTS_MAX + 1)]
    for answer in made[:-1]:
        if answer.is_success:
            client.call("remove_webhook", answer.json()["id"])
    return made[-1]


def of_a_webhook_that_is_off(client: Client, endpoint: Endpoint) -> httpx.Response:
    webhook = client.thing(endpoint)
    client.call("change_webhook", webhook, json={"enabled": False})
    return client.call(endpoint.name, webhook, json=good_body(endpoint))


def one_shared_view_more(client: Client, endpoint: Endpoint) -> httpx.Response:
    views = [client.system.firestore.document(f"views/{word()}") for _ in range(SHARED_MAX)]
    own = client.call("create_view", json={**BODIES[NewView], "shared": False}).json()["id"]
    for it in views:
        it.set({"shared": True})
    try:
        return client.call(endpoint.name, own, json={**good_body(endpoint), "shared": True})
    finally:
        for it in views:
            it.delete()


def key_of_another_view(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers = {**client.admin.headers, "Idempotency-Key": word()}
    for name in ("One", "Another"):
        answer = client.call(endpoint.name, headers=headers, json={**good_body(endpoint), "name": name})
    return answer


def handed(client: Client, endpoint: Endpoint, raw: bytes = b"Subject: Hello\r\n\r\nHello\r\n") -> httpx.Response:
    content, headers = handing.WAYS[endpoint.path.split("/")[3]](raw)
    return client.call(endpoint.name, headers=headers, content=content)


def mail_too_large(client: Client, endpoint: Endpoint) -> httpx.Response:
    return handed(client, endpoint, b"Subject: Hello\r\n\r\n".ljust(MAIL_MAX + 1, b"x"))


def no_raw_mail(client: Client, endpoint: Endpoint) -> httpx.Response:
    """Signed as Mailgun signs, or else as SendGrid does."""
    way = endpoint.path.split("/")[3]
    content, headers = handing.sendgrid(b"", field="text") if way == "sendgrid" else handing.mailgun(b"", field="text")
    return client.call(endpoint.name, headers=headers, content=content)


def mail_is_off(client: Client, endpoint: Endpoint) -> httpx.Response:
    with client.run_function(serving(endpoint), dict.fromkeys(handing.secrets(), "off")) as url:
        return web.request(endpoint.method, url + endpoint.path)


def too_many_unproven(client: Client, endpoint: Endpoint) -> httpx.Response:
    with client.run_function(serving(endpoint), {"RATE_LIMITS": "attempts=1/86400"}) as url:
        for _ in range(3):
            answer = web.request(endpoint.method, url + endpoint.path)
    return answer


def original(client: Client, endpoint: Endpoint) -> httpx.Response:
    """Of a ticket by mail, and of a message that was answered to it."""
    inbox = Inbox(client.system, client.api, client.admin)
    ticket = inbox.ticket(handing.mail())["id"]
    inbox.take(handing.mail("More", To=reply_address(ticket)))
    return client.call(endpoint.name, ticket)


def uploaded(client: Client, endpoint: Endpoint, **headers: str) -> httpx.Response:
    return client.call(endpoint.name, headers={**client.admin.headers, **headers}, files={"file": ("a.png", PNG)})


def compressed(client: Client, endpoint: Endpoint) -> httpx.Response:
    return uploaded(client, endpoint, **{"Content-Encoding": "gzip"})


def key_of_another_file(client: Client, endpoint: Endpoint) -> httpx.Response:
    headers = {**client.admin.headers, "Idempotency-Key": word()}
    for name in ("a.png", "b.png"):
        answer = client.call(endpoint.name, headers=headers, files={"file": (name, PNG)})
    return answer


def key_of_a_lost_file(client: Client, endpoint: Endpoint) -> httpx.Response:
    key = {"Idempotency-Key": word()}
    client.system.firestore.document(f"attachments/{uploaded(client, endpoint, **key).json()['id']}").delete()
    return uploaded(client, endpoint, **key)


def tracked_file(client: Client, endpoint: Endpoint) -> httpx.Response:
    ticket = create(client.api, attachments=[upload(client.api)["id"]])
    path = endpoint.path.format(id=ticket["id"], attachment=ticket["attachments"][0]["id"])
    return client.api.get(path, headers={"X-Tracking-Token": ticket["tracking_token"]})


ALIKE: dict[int, Reach] = {
    400: bad_input,
    401: bad_credentials,
    403: no_agent,
    404: nothing_there,
    413: too_large,
    415: no_json,
    429: too_many,
}
"""How a status is reached at every operation that has it."""
OF_MAIL: dict[int, Reach] = {
    200: handed,
    400: no_raw_mail,
    404: mail_is_off,
    413: mail_too_large,
    429: too_many_unproven,
}
OWN: dict[tuple[str, int], Reach] = {
    **{
        (name, status): OF_MAIL[status]
        for name, status in REACHABLE
        if name[:12] == "receive_mail" and status in OF_MAIL
    },
    ("read_original", 200): original,
    ("read_message_original", 200): original,
    ("upload_attachment", 201): uploaded,
    ("upload_attachment", 409): key_of_a_lost_file,
    ("upload_attachment", 415): compressed,
    ("upload_attachment", 422): key_of_another_file,
    ("download_tracked_attachment", 200): tracked_file,
    ("download_tracked_attachment", 401): without_app_check,
    ("track_ticket", 200): track,
    ("track_ticket", 401): without_app_check,
    ("read_tracked_messages", 200): track,
    ("read_tracked_messages", 401): without_app_check,
    ("post_tracked_message", 201): track,
    ("post_tracked_message", 401): without_app_check,
    ("post_tracked_message", 409): closed,
    ("post_tracked_message", 422): key_of_another_message,
    ("send_tracking_link", 401): without_app_check,
    ("send_tracking_link", 409): without_mail,
    ("post_message", 409): in_quarantine,
    ("post_message", 412): unseen_message,
    ("post_message", 422): key_of_another_message,
    ("change_note", 409): in_quarantine,
    ("delete_message", 409): in_quarantine,
    ("create_api_keys", 201): new_name,
    ("create_api_keys", 409): taken_name,
    ("register_webhooks", 409): one_webhook_more,
    ("create_view", 409): one_shared_view_more,
    ("create_view", 422): key_of_another_view,
    ("change_view", 409): one_shared_view_more,
    ("webhook_replay", 409): of_a_webhook_that_is_off,
    ("create_ticket", 409): key_of_a_lost_ticket,
    ("create_ticket", 422): key_of_another_ticket,
    ("update_ticket", 409): in_quarantine,
    ("update_ticket", 412): another_version,
    ("update_ticket", 422): delivery_of_another_change,
    ("replace_ticket_link", 409): in_quarantine,
    ("revoke_ticket_link", 409): in_quarantine,
}
"""How it is reached where there is a way of its own."""


def way_to(name: str, status: int) -> Reach:
    if (name, status) in OWN:
        return OWN[name, status]
    return succeed if status == BY_NAME[name].operation.status else ALIKE[status]


@pytest.mark.usefixtures("no_new_webhooks")
@pytest.mark.parametrize(("name", "status"), REACHABLE, ids=[f"{name} {status}" for name, status in REACHABLE])
def test_a_documented_status_is_reachable(name: str, status: int, client: Client) -> None:
    answer = way_to(name, status)(client, BY_NAME[name])
    assert answer.status_code == status, answer.text


def line(status: int) -> str:
    """As a function logs a request, behind the mark of the emulators."""
    return f'>  {{"function": "get_ticket", "method": "GET", "status": {status}}}\n'


def test_what_the_log_tells_is_compared_with_the_document(system: System) -> None:
    (system.instance.folder / "made-up.log").write_text(line(404) + line(418) + line(200))
    try:
        assert undocumented(system.instance.folder) == {("get_ticket", "GET", 418)}
    finally:
        (system.instance.folder / "made-up.log").unlink()
