"""Files on the form: they are chosen, dropped or pasted, and go with the ticket; they never cost the text."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.files import UPLOAD, attached, choose, drop, paste
from tests.browser.pages import (
    CREATE,
    DESCRIPTION,
    Held,
    fill_form,
    find_tickets,
    status_link,
    submit,
    thanks,
    unique_word,
)
from tests.browser.public_states import fulfil, refusal
from tests.support.people import Person
from tests.support.pictures import CAMERA, photo, png, size_of


def scripts_asked_for(page: Page) -> list[str]:
    """The script of every request from now on; the list grows as they are sent."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "script":
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_files_that_are_chosen_dropped_and_pasted_go_with_the_ticket(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    scripts = scripts_asked_for(page)
    page.goto("/")
    fill_form(page, f"With files {word}")
    assert not any("/public-" in it for it in scripts)
    choose(page, {"log of today.txt": b"line 1\n"})
    expect(attached(page)).to_have_text([re.compile("log of today.txt.*TXT · 1 kB", re.DOTALL)])
    drop(page, "Plan (1) 'ü'.jpg", "image/jpeg", photo(page, 3000, 1500))
    page.get_by_label("Description").focus()
    paste(page, "image.png", "image/png", png(40, 30))
    expect(attached(page)).to_have_count(3)
    expect(page.get_by_text("Attached files: 3")).to_have_count(1)
    page.reload()
    expect(attached(page)).to_have_count(3)
    attached(page).nth(0).get_by_role("button", name="Remove").click()
    expect(attached(page)).to_have_count(2)
    submit(page)
    expect(thanks(page)).to_be_visible()

    identifier = status_link(page).partition("#")[2].partition(".")[0]  # in quarantine, too, where this was too fast
    ticket = api.get(f"/api/tickets/{identifier}", headers=agent.headers).raise_for_status().json()
    assert ticket["title"] == f"With files {word}"
    sent, screenshot = ticket["attachments"]
    assert (sent["name"], sent["kind"]) == ("Plan (1) 'ü'.jpg", "image/jpeg")
    assert (screenshot["name"], screenshot["kind"]) == ("image.png", "image/png")
    answer = api.get(f"/api/attachments/{sent['id']}", headers=agent.headers)
    stored = answer.raise_for_status().content
    assert size_of(stored) == (1280, 2560)
    assert b"Exif" not in stored
    assert CAMERA not in stored


def test_what_is_refused_is_said_at_its_file_and_the_rest_is_sent(
    page: Page, api: httpx.Client, agent: Person, tmp_path: Path
) -> None:
    word = unique_word()
    page.goto("/")
    fill_form(page, f"Refused files {word}")
    refused = {"big.zip": bytes(10 * 2**20 + 1), "empty.txt": b"", "setup.exe": b"MZ\x90\0\3\0\0\0"}
    for name, content in refused.items():  # on disk, where the browser reads them by itself
        (tmp_path / name).write_bytes(content)
    page.get_by_label("Attach files").set_input_files([tmp_path / name for name in refused])
    expect(attached(page).filter(has_text="big.zip")).to_contain_text("This file is larger than 10 MB.")
    expect(attached(page).filter(has_text="empty.txt")).to_contain_text("This file is empty.")
    expect(attached(page).filter(has_text="setup.exe")).to_contain_text("We do not accept files of this kind.")
    expect(attached(page).get_by_role("button", name="Try again")).to_have_count(0)
    choose(page, {f"{it}.txt": b"text" for it in range(11)})
    expect(page.get_by_text("At most 10 files can be attached; the others were left out.")).to_be_visible()
    expect(page.get_by_text("Attached files: 10")).to_have_count(1)
    expect(page.get_by_label("Description")).to_have_value(DESCRIPTION)
    submit(page)
    expect(thanks(page)).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    assert [it["name"] for it in ticket["attachments"]] == [f"{it}.txt" for it in range(10)]


def test_an_upload_shows_that_it_goes_on_can_be_cancelled_and_tried_again(page: Page) -> None:
    held = Held()
    page.route(UPLOAD, held)
    page.goto("/")
    fill_form(page, "Slow line")
    choose(page, {"first.txt": b"1", "second.txt": b"2", "third.txt": b"3"})
    expect(attached(page).nth(0).get_by_role("progressbar")).to_have_accessible_name(re.compile(r"Uploading: \d+ %"))
    expect(attached(page).nth(1)).to_contain_text("Waiting")
    attached(page).nth(1).get_by_role("button", name="Cancel: second.txt").click()
    attached(page).nth(0).get_by_role("button", name="Cancel: first.txt").click()
    expect(attached(page)).to_have_count(1)
    expect(page.get_by_label("Attach files")).to_be_focused()
    held.wait_for(page, 2).abort()
    expect(attached(page)).to_contain_text("We could not reach the server.")
    submit(page)
    expect(page.get_by_role("alert").filter(has_text="try again or remove it")).to_be_visible()
    attached(page).get_by_role("button", name="Try again: third.txt").click()
    submit(page)
    expect(page.get_by_role("button", name="Sending")).to_be_visible()
    held.wait_for(page, 3).fallback()
    expect(thanks(page)).to_be_visible()
    assert len({it.request.headers["idempotency-key"] for it in held.requests}) == 2


def test_a_file_that_the_server_has_no_more_is_said_and_the_text_stays(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Too late")
    choose(page, {"old.txt": b"text"})
    expect(attached(page)).to_contain_text("TXT")
    gone = [{"field": "attachments.0", "message": "must be there."}]
    page.route(CREATE, lambda route: fulfil(route, refusal(400, errors=gone)))
    submit(page)
    expect(page.get_by_role("alert").filter(has_text="An attached file is no longer stored.")).to_be_visible()
    page.unroute(CREATE)
    attached(page).get_by_role("button", name="Remove").click()
    submit(page)
    expect(thanks(page)).to_be_visible()


@pytest.mark.parametrize("name", ["public", "thanks"])
def test_a_page_whose_parts_are_gone_loses_nothing(page: Page, name: str) -> None:
    page.route(f"**/assets/{name}-*.js", lambda route: route.fulfill(status=404, body="gone"))
    page.goto("/")
    fill_form(page, "Old page")
    choose(page, {"a.txt": b"text"})
    if name == "public":
        expect(page.get_by_role("alert").filter(has_text="Load the page again")).to_be_visible()
        expect(page.get_by_label("Description")).to_have_value(DESCRIPTION)
        return
    submit(page)
    expect(page.get_by_role("heading", name="We have your ticket; an agent will take it up.")).to_be_visible()


def test_what_is_sent_while_its_file_is_being_loaded_never_goes_without_it(page: Page) -> None:
    held = Held()
    page.route("**/assets/public-*.js", held)
    page.goto("/")
    fill_form(page, "Sent early")
    choose(page, {"a.txt": b"text"})
    submit(page)
    expect(page.get_by_role("button", name="Sending")).to_be_visible()
    held.wait_for(page).fulfill(status=404, body="gone")
    expect(page.get_by_role("alert").filter(has_text="Load the page again")).to_be_visible()
    expect(page.get_by_label("Description")).to_have_value(DESCRIPTION)
    submit(page)  # without the file, as the page says now
    expect(
        page.get_by_role("heading", name="We have your ticket; an agent will take it up.").or_(thanks(page))
    ).to_be_visible()
