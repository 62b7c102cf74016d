"""The states of the public pages, and how to get a page into each, in any language."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.catalogue import say
from tests.browser.files import UPLOAD
from tests.browser.pages import CLASSIFY, CREATE, Held, create_ticket
from tests.support.pictures import png

TRACK = "**/api/track/**"
CLASSIFIED: dict[str, Any] = {
    "suggested_category": "billing",
    "suggested_priority": "high",
    "source": "local",
    "confidence": "high",
    "reason": "The server's own sentence.",
}
CREATED: dict[str, Any] = {
    "id": "7" * 26,
    "reference": "K7QF-2M9X-W0AQ",
    "tracking_token": "token",
    "created_at": "2026-01-01T10:00:00Z",
}
AT = "2026-01-01T10:00:00Z"
TRACKED: dict[str, Any] = {
    **dict.fromkeys(("created_at", "updated_at"), AT),
    "reference": "K7QF-2M9X-W0AQ",
    "title": "123",
    "description": "123",
    "status": "open",
    "category": "billing",
    "priority": "high",
    "awaiting": "agent",
    "messages": 0,
    "follow_up": None,
    "attachments": [],
    "timeline": [{"status": "open", "at": AT}],
}
OWN: dict[str, Any] = {
    "id": f"{2:010}",
    "kind": "request",
    "author": None,
    "text": "12",
    "created_at": AT,
    "removed_at": None,
    "attachments": [],
}
REPLY: dict[str, Any] = {**OWN, "id": f"{3:010}", "kind": "reply", "author": "1", "text": "https://1.example/2"}
FILE: dict[str, Any] = {"id": "1" * 26, "name": "1.1", "size": 1200, "kind": "application/pdf"}
FILES = "**/api/track/*/attachments/*"
TEXT = "!!! 123 456 789 000 ??? +++ ---"
"""A description in no language, which is English on no page."""


@dataclass(frozen=True)
class Stage:
    """A page, the language that it speaks and an address that knows a ticket."""

    page: Page
    language: str
    api: httpx.Client

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def leave(self) -> None:
        """Has the page forget the state; what is no page of ours stores nothing when it is left itself."""
        self.page.context.set_offline(False)
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.goto("/robots.txt")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.say(key), exact=True)

    def field(self, key: str) -> Locator:
        return self.page.get_by_label(self.say(key))

    def sees(self, key: str, **values: object) -> None:
        expect(self.page.get_by_text(self.say(key, **values)).first).to_be_visible()

    def form(self) -> None:
        self.page.goto("/")
        self.sees("form.heading")

    def write(self, text: str = TEXT) -> None:
        self.field("form.title").fill("123")
        self.field("form.description").fill(text)

    def describe(self) -> None:
        """Leaves the description, so that a suggestion is asked for."""
        self.form()
        self.write()
        self.field("form.description").blur()

    def submit(self) -> None:
        self.form()
        self.write()
        self.button("form.submit").click()

    def answer(self, pattern: Any, content: dict[str, Any]) -> None:
        """A refusal is answered with its own status."""
        self.page.route(pattern, lambda route: fulfil(route, content))

    def track(self) -> None:
        ticket = create_ticket(self.api, "123")
        self.page.goto(f"/track#{ticket['id']}.{ticket['tracking_token']}")

    def talk(
        self,
        ticket: dict[str, Any],
        messages: list[dict[str, Any]],
        sent: dict[str, Any] | None = None,
        status: int = 201,
    ) -> None:
        """Opens a ticket with this conversation, newest first; `sent` answers what is sent to it."""

        def serve(route: Route) -> None:
            page = {"results": messages, "next_cursor": "9"}
            if route.request.method == "POST":
                route.fulfill(status=status, json=sent)
            else:
                route.fulfill(json=page if "/messages" in route.request.url else {**TRACKED, **ticket})

        self.page.route(TRACK, serve)
        self.page.goto(f"/track#{'7' * 26}.{'t' * 43}")

    def lost_link(self, reference: str, email: str = "") -> None:
        self.page.goto("/track")
        self.field("lost.label").fill(reference)
        self.field("lost.email").fill(email)
        self.button("lost.send").click()


def fulfil(route: Route, content: dict[str, Any]) -> None:
    kind = "problem+json" if "status" in content else "json"
    headers = {"Content-Type": f"application/{kind}"}
    route.fulfill(status=content.get("status", 200), body=json.dumps(content), headers=headers)


def refusal(status: int, **more: Any) -> dict[str, Any]:
    return {"title": "Not accepted at all", "status": status, "detail": "This is the server's English.", **more}


def blank(stage: Stage) -> None:
    stage.form()
    stage.sees("form.emailReason")


def bad_address(stage: Stage) -> None:
    stage.form()
    stage.field("form.yourEmail").fill("1@2")
    stage.field("form.yourEmail").blur()
    stage.sees("check.email")


def thinking(stage: Stage) -> None:
    stage.page.route(CLASSIFY, Held())
    stage.describe()
    stage.sees("suggestion.thinking")


def suggested(stage: Stage) -> None:
    stage.answer(CLASSIFY, {**CLASSIFIED, "warning": "Gemini had no time for this."})
    stage.describe()
    stage.sees("suggestion.byWords")
    stage.sees("suggestion.standIn")


def suggested_unsurely(stage: Stage) -> None:
    stage.answer(CLASSIFY, {**CLASSIFIED, "confidence": "low", "source": "gemini"})
    stage.describe()
    stage.sees("suggestion.low")


def suggested_by_gemini(stage: Stage) -> None:
    stage.answer(CLASSIFY, {**CLASSIFIED, "source": "gemini"})
    stage.describe()
    stage.sees("suggestion.byAi")


def no_suggestion(stage: Stage) -> None:
    stage.answer(CLASSIFY, refusal(500))
    stage.describe()
    stage.sees("suggestion.failed")


def mistakes(stage: Stage) -> None:
    stage.form()
    stage.button("form.submit").click()
    stage.sees("check.description")


def too_long(stage: Stage) -> None:
    stage.form()
    stage.write("1" * 10_001)
    stage.button("form.submit").click()
    stage.sees("check.long", max=10_000, length=10_001)
    stage.sees("suggestion.idle")


def nearly_too_long(stage: Stage) -> None:
    stage.form()
    stage.write("1" * 9_900)
    stage.sees("form.left", count=100)


def refused_fields(stage: Stage) -> None:
    fields = ("title", "description", "requester.name", "requester.email")
    errors = [{"field": field, "message": f"The server is against this {field}."} for field in fields]
    stage.answer(CREATE, refusal(400, errors=errors))
    stage.submit()
    expect(stage.page.locator("[aria-invalid=true]")).to_have_count(4)
    if stage.language != "en":
        stage.sees("check.refused")


def refused(stage: Stage) -> None:
    stage.answer(CREATE, refusal(415))
    stage.submit()
    stage.sees("form.nothingLost")


def too_many(stage: Stage) -> None:
    stage.answer(CREATE, refusal(429))
    stage.submit()
    stage.sees("failure.many")


def broken(stage: Stage) -> None:
    stage.answer(CREATE, refusal(503))
    stage.submit()
    stage.sees("failure.server")


def offline(stage: Stage) -> None:
    stage.form()
    stage.write()
    stage.page.context.set_offline(True)
    stage.button("form.submit").click()
    stage.sees("failure.network")


def online_again(stage: Stage) -> None:
    stage.form()
    stage.page.context.set_offline(True)
    stage.sees("form.offline")
    stage.page.context.set_offline(False)
    stage.sees("form.online")


def attaching(stage: Stage) -> None:
    """A file that is uploaded, one that failed, one that is refused, one on its way, and too many others."""
    answers = iter([{**FILE, "sha256": ""}, refusal(503), refusal(415)])

    def serve(route: Route) -> None:
        content = next(answers, None)
        if content is not None:
            fulfil(route, content)

    stage.page.route(UPLOAD, serve)
    stage.form()
    files = [FilePayload(name=f"{it}.1", mimeType="", buffer=b"1" * (it != 3)) for it in range(11)]
    stage.field("files.attach").set_input_files(files)
    for key in ("files.remove", "files.kind", "files.empty", "files.again", "files.cancel", "files.waiting"):
        stage.sees(key)
    expect(stage.page.get_by_role("progressbar").first).to_be_visible()
    stage.sees("files.many", count=10)


def attached_in_vain(stage: Stage) -> None:
    """The files are gone, and one is not uploaded."""
    stage.answer(UPLOAD, {**FILE, "sha256": ""})
    stage.answer(CREATE, refusal(400, errors=[{"field": "attachments.0", "message": "must be there."}]))
    stage.form()
    stage.write()
    stage.field("files.attach").set_input_files(FilePayload(name="1.1", mimeType="", buffer=b"1"))
    stage.sees("files.remove")
    stage.button("form.submit").click()
    stage.sees("files.gone")
    stage.answer(UPLOAD, refusal(503))
    stage.field("files.attach").set_input_files(FilePayload(name="2.1", mimeType="", buffer=b"1"))
    stage.sees("files.again")
    stage.button("form.submit").click()
    stage.sees("files.failed")


def sending(stage: Stage) -> None:
    stage.page.route(CREATE, Held())
    stage.submit()
    expect(stage.button("sending")).to_be_visible()


def restored(stage: Stage) -> None:
    stage.form()
    stage.write()
    stage.page.reload()
    stage.sees("form.restored")


def thanked(stage: Stage) -> None:
    stage.submit()
    stage.sees("thanks.heading")
    stage.button("thanks.copy").click()
    stage.sees("copied")
    stage.button("thanks.forget").click()
    stage.sees("thanks.notKept")


def mailed(stage: Stage) -> None:
    requester = {"name": None, "email": "1@example.com"}
    stage.answer(CREATE, {**CREATED, "requester": requester, "confirmed_by_mail": True})
    stage.submit()
    stage.sees("thanks.mailed", email="\u20681@example.com\u2069")


def remembered(stage: Stage) -> None:
    mailed(stage)
    stage.page.get_by_role("link", name=stage.say("report.again")).click()
    stage.sees("own.intro")


def looking(stage: Stage) -> None:
    stage.page.route(TRACK, Held())
    stage.track()
    stage.sees("track.looking")


def found(stage: Stage) -> None:
    stage.track()
    stage.sees("state.received")


def answered(stage: Stage) -> None:
    """A conversation with everything in it, and a message that is being written."""
    removed = {**REPLY, "id": f"{4:010}", "text": "", "removed_at": REPLY["created_at"]}
    stage.talk({"status": "in_progress", "awaiting": "requester", "messages": 4}, [removed, REPLY, OWN])
    stage.sees("state.answered")
    stage.field("reply.label").fill(TEXT)
    stage.sees("reply.kept")


def shown_files(stage: Stage) -> None:
    """A picture that cannot be read, and another file that can be downloaded."""
    files = [{**FILE, "kind": "image/png"}, {**FILE, "id": "2" * 26}]
    stage.talk({"messages": 1}, [{**OWN, "attachments": files}])
    stage.page.route(FILES, lambda route: fulfil(route, refusal(404)))
    stage.page.reload()
    stage.sees("files.unread")
    expect(stage.page.get_by_role("button", name=stage.say("files.download"))).to_be_visible()


def large_picture(stage: Stage) -> None:
    stage.talk({"messages": 1}, [{**OWN, "attachments": [{**FILE, "kind": "image/png"}]}])
    stage.page.route(FILES, lambda route: route.fulfill(body=png(40, 30), headers={"Content-Type": "image/png"}))
    stage.page.reload()
    stage.page.get_by_role("button", name=stage.say("files.enlarge")).click()
    expect(stage.button("files.close")).to_be_visible()


def reply_complained_about(stage: Stage) -> None:
    stage.talk({"messages": 1}, [OWN])
    stage.button("reply.send").click()
    stage.sees("reply.empty")


def reply_fails(stage: Stage) -> None:
    stage.talk({"status": "in_progress"}, [], status=503)
    stage.field("reply.label").fill(TEXT)
    stage.page.reload()
    stage.sees("reply.restored")
    stage.button("reply.send").click()
    stage.sees("reply.notLost")


def solved(stage: Stage) -> None:
    sent = {"message": None, "status": "resolved", "awaiting": None, "follow_up": None}
    stage.talk({"status": "resolved", "awaiting": None}, [], sent)
    stage.button("reply.solved").click()
    stage.sees("reply.thanks")


def followed(stage: Stage) -> None:
    new = {"id": "8" * 26, "reference": "K7QF-2M9X-W0AQ", "tracking_token": "t" * 43}
    ticket: dict[str, Any] = {"status": "closed", "awaiting": None}
    stage.talk(ticket, [], {"message": None, "status": "open", "awaiting": "agent", "follow_up": new})
    stage.sees("state.closed")
    stage.field("reply.label").fill(TEXT)
    ticket["follow_up"] = new["reference"]
    stage.button("reply.send").click()
    stage.sees("follow.kept")
    stage.sees("then.followed")


def no_link(stage: Stage) -> None:
    stage.page.goto("/track")
    stage.sees("lost.intro")


def not_found(stage: Stage) -> None:
    stage.page.goto("/track#wrong")
    stage.sees("track.wrong")


def track_fails(stage: Stage) -> None:
    stage.answer(TRACK, refusal(500))
    stage.track()
    stage.sees("failure.server")


def reference_incomplete(stage: Stage) -> None:
    stage.lost_link("K7QF")
    stage.sees("lost.length", count=4)


def reference_mistyped(stage: Stage) -> None:
    stage.lost_link("K7QF-2M9X-W0AR")
    stage.sees("lost.mistyped")


def email_missing(stage: Stage) -> None:
    stage.lost_link("k7qf2m9xwoaq")
    stage.sees("lost.emailMissing")


def link_asked_for(stage: Stage) -> None:
    stage.page.route(TRACK, lambda route: route.fulfill(status=202, body=""))
    stage.lost_link("K7QF-2M9X-W0AQ", "ada@example.com")
    stage.sees("lost.asked", email="\u2068ada@example.com\u2069")


def no_mail(stage: Stage) -> None:
    stage.answer(TRACK, refusal(409))
    stage.lost_link("K7QF-2M9X-W0AQ", "ada@example.com")
    stage.sees("lost.off")


def missing(stage: Stage) -> None:
    stage.page.goto("/there-is-nothing-here")
    stage.sees("missing.text")


type Reach = Callable[[Stage], None]

FORM: list[Reach] = [
    *(
        blank,
        bad_address,
        thinking,
        suggested,
        suggested_unsurely,
        suggested_by_gemini,
        no_suggestion,
        mistakes,
        too_long,
    ),
    *(nearly_too_long, refused_fields, refused, too_many, broken, offline, online_again, sending, restored),
    *(thanked, mailed, remembered, attaching, attached_in_vain),
]
STATUS: list[Reach] = [
    *(answered, shown_files, large_picture, reply_complained_about, reply_fails, solved, followed),
    *(looking, found, no_link, not_found, track_fails, reference_incomplete, reference_mistyped),
    *(email_missing, link_asked_for, no_mail),
]
STATES: list[Reach] = [*FORM, *STATUS, missing]
