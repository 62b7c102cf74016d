"""Files on the status page: pictures are shown, everything else is downloaded, and nothing in them runs."""

import struct

import httpx
from playwright.sync_api import Page, expect

from tests.browser.files import attached, choose, shown
from tests.browser.pages import create_ticket
from tests.browser.track.steps import conversation, link_to, message_field, messages_of, post, press
from tests.support.files import HTML, SVG, TAKEN, upload
from tests.support.people import Person
from tests.support.pictures import png

OVERRIDE = "\u202e"
WIDE = "image => image.getBoundingClientRect().width"


def test_pictures_are_shown_and_open_large_by_click_and_by_key(page: Page, api: httpx.Client, agent: Person) -> None:
    files = [upload(api, png(800, 600), "first.png"), upload(api, png(400, 900), "second.png")]
    ticket = create_ticket(api, "With pictures", attachments=[it["id"] for it in files])
    page.goto(link_to(ticket))
    small = shown(conversation(page).first)
    expect(small).to_have_count(2)
    picture = small.first.locator("img")
    expect(picture).to_have_js_property("naturalWidth", 800)
    assert str(picture.get_attribute("src")).startswith("blob:")
    small.first.focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog", name="first.png")
    expect(large.get_by_role("img")).to_be_visible()
    assert large.get_by_role("img").evaluate(WIDE) > picture.evaluate(WIDE)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="second.png")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="second.png").get_by_role("img")).to_be_in_viewport(ratio=0.99)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download").click()
    assert saved.value.suggested_filename == "second.png"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(small.first).to_be_focused()
    small.last.click()
    page.get_by_role("dialog", name="second.png").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_cannot_be_drawn_or_would_take_gigabytes_is_downloaded(page: Page, api: httpx.Client) -> None:
    sound = png(60, 40)
    bomb = sound.replace(struct.pack(">II", 60, 40), struct.pack(">II", 30_000, 30_000))
    named = {"sound.png": sound, "bomb.png": bomb, "broken.png": sound[:8] + bytes(200)}
    files = [upload(api, content, name) for name, content in named.items()]
    ticket = create_ticket(api, "Pictures that are none", attachments=[it["id"] for it in files])
    page.goto(link_to(ticket))
    seen = shown(conversation(page).first)
    expect(seen.locator("img")).to_have_count(1)
    for name in ("bomb.png", "broken.png"):
        with page.expect_download() as saved:
            seen.filter(has_text=name).click()
        assert saved.value.path().read_bytes() == named[name]


def test_what_could_run_is_only_ever_downloaded_as_what_it_is(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, "Hostile files")
    named = {f"picture{OVERRIDE}gnp.svg": SVG, "index.html": HTML, "<img src=x onerror=hacked=1>.png": HTML}
    files = [upload(api, content, name, agent.headers) for name, content in named.items()]
    files.append(upload(api, TAKEN["docx"][0], "offer.docx", agent.headers))
    message = post(api, agent, ticket, "See these.", attachments=[it["id"] for it in files])
    assert [it["kind"] for it in message["attachments"][:3]] == ["text/plain"] * 3
    page.goto(link_to(ticket))
    downloads = shown(conversation(page).last)
    expect(downloads).to_have_count(4)
    expect(downloads.nth(3)).to_contain_text("offer.docx")
    expect(downloads.nth(3)).to_contain_text("DOCX · 1 kB")
    expect(conversation(page).last.locator("img, svg[onload], iframe, object, embed")).to_have_count(0)
    assert OVERRIDE not in page.content()
    for place, name in enumerate(it["name"] for it in message["attachments"]):
        with page.expect_download() as saved:
            downloads.nth(place).click()
        assert saved.value.suggested_filename.endswith(name[-4:])
        assert saved.value.path().read_bytes() == [*named.values(), TAKEN["docx"][0]][place]
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.url.endswith(link_to(ticket))


def test_a_requesters_files_go_with_the_message_and_stay_until_it_is_sent(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    ticket = create_ticket(api, "More to show")
    page.goto(link_to(ticket))
    choose(page, {"screen.png": png(20, 20)})
    expect(attached(page)).to_contain_text("screen.png")
    press(page, "It is solved")
    expect(page.get_by_text("Please write something first.")).to_be_visible()
    page.reload()
    expect(attached(page)).to_contain_text("screen.png")
    message_field(page).fill("This is what I see.")
    press(page, "Send")
    expect(page.get_by_text("Sent. We will read it.")).to_be_visible()
    expect(attached(page)).to_have_count(0)
    expect(shown(conversation(page).last)).to_have_count(1)
    [message] = messages_of(api, agent, ticket)
    assert [it["name"] for it in message["attachments"]] == ["screen.png"]
