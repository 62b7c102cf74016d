"""What strangers write is only ever text: it runs nothing, asks for nothing, moves nothing and covers nothing."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.every_page.test_every_page import OVERFLOW, Conduct
from tests.browser.pages import create_ticket, details, open_desk, open_ticket, panel, row, unique_word
from tests.support.people import Person
from tests.support.system import System

WIDTHS = [360, 768, 1440]
HTML = """"'><img src=x onerror=hacked=1><script>hacked=1</script><svg onload=hacked=1>"""
LINKS = "javascript:hacked=1 [a](javascript:hacked=1) data:text/html,<b>x</b> http://elsewhere.example/pixel.png"
OVERRIDE, FIRST_STRONG = "\u202e", "\u2068"
"""Right to left from here on, and an isolate that nobody ends."""
STACK = "\u0337\u0353\u030d\u0489" * 20
ALIVE = """[...document.querySelectorAll("*")].filter(it => it.matches("img, script, [onload], [onerror]"))
    .map(it => it.outerHTML).filter(it => /hacked|src="?x/.test(it))"""
BOX = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { left, right, top, bottom };
}"""


EDGES = """(element, lines) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const chars = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) chars.push([node, at]);
  }
  const box = element.getBoundingClientRect();
  const across = (from, to) => {
    const range = document.createRange();
    range.setStart(...chars[from]);
    range.setEnd(chars[to - 1][0], chars[to - 1][1] + 1);
    return range.getBoundingClientRect();
  };
  let from = 0;
  return lines.map((line) => {
    const start = from;
    from += line.length + 1;
    if (!line) return null;
    const whole = across(start, start + line.length);
    const last = across(start + line.length - 1, start + line.length);
    const middle = (whole.left + whole.right) / 2;
    return {
      side: whole.left - box.left < box.right - whole.right ? "left" : "right",
      end: (last.left + last.right) / 2 < middle ? "left" : "right",
    };
  });
}"""
"""At which side of the element each line of its text stands, and at which end of the line its last character."""


class Watch(Conduct):
    """Whether anything of a text came to life."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def nothing_happened(self, *origins: str) -> None:
        assert self.page.evaluate("typeof hacked") == "undefined"
        assert self.complaints == []
        assert self.origins <= set(origins)
        assert self.page.evaluate(ALIVE) == []


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)


@pytest.fixture
def word() -> str:
    return unique_word()


@pytest.fixture
def origins(system: System) -> list[str]:
    return [system.hosting_url, system.auth_url, system.firestore_url]


def box(part: Locator) -> dict[str, float]:
    """Of the text itself, in CSS pixels."""
    found: dict[str, float] = part.evaluate(BOX)
    return found


def hostile(word: str) -> dict[str, Any]:
    """A ticket with everything in it, within the limits of every field."""
    requester = {"name": f"{OVERRIDE}{HTML}"[:100], "email": f"{'a' * 60}@example.com"}
    text = f"{word} {HTML}\n{LINKS}\n{OVERRIDE}{FIRST_STRONG}back to front\n=1+1\n"
    return {
        "title": f"{word} {HTML} {OVERRIDE}{FIRST_STRONG}".ljust(200, "W"),
        "description": text.ljust(10_000, "W"),
        "requester": requester,
    }


def test_the_desk_shows_it_as_it_was_written_and_as_nothing_else(
    word: str, page: Page, watch: Watch, origins: list[str], api: httpx.Client, agent: Person
) -> None:
    texts = hostile(word)
    ticket = create_ticket(api, **texts)
    open_desk(page, agent, f"/desk?search={word}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(row(page, texts["title"]).get_by_role("heading")).to_have_text(texts["title"])
        assert page.evaluate(OVERFLOW) == 0
        opened = open_ticket(page, texts["title"])
        expect(opened.locator("p", has_text="back to front")).to_have_text(texts["description"])
        expect(opened.locator("mark")).to_have_text([word, word])
        expect(opened.get_by_text(texts["requester"]["name"], exact=True).first).to_be_visible()
        expect(opened.get_by_label("Text of the reply")).to_be_visible()
        assert page.evaluate(OVERFLOW) == 0
        edge = opened.evaluate("element => element.getBoundingClientRect().right")
        for part in (opened.get_by_role("heading", level=2), opened.locator("p", has_text="back to front")):
            assert box(part)["right"] <= edge
        assert word not in page.title()
        assert ticket["id"] in page.url
        opened.get_by_role("button", name="Close").click()
        expect(panel(page)).to_have_count(0)
    watch.nothing_happened(*origins)


def test_where_only_the_description_fits_the_search_its_place_is_shown_as_text(
    word: str, page: Page, watch: Watch, origins: list[str], api: httpx.Client, agent: Person
) -> None:
    title = unique_word()
    create_ticket(api, title, description=f"{HTML} {word} {HTML}{OVERRIDE}")
    open_desk(page, agent, f"/desk?search={word}")
    found = row(page, title)
    expect(found.locator("mark")).to_have_text(word)
    expect(found).to_contain_text("<script>hacked=1</script>")
    watch.nothing_happened(*origins)


def test_each_line_of_a_description_has_its_own_direction(
    word: str, page: Page, api: httpx.Client, agent: Person
) -> None:
    lines = ["لا أستطيع الدخول.", f"{word}, with a full stop.", "", "- English (1)", "١. رقم الطلب: 4711"]
    create_ticket(api, word, description="\n".join(lines))
    open_desk(page, agent, f"/desk?search={word}")
    text = open_ticket(page, word).locator("p", has_text="with a full stop")
    edges = text.evaluate(EDGES, lines)
    assert [it and it["side"] for it in edges] == ["right", "left", None, "left", "right"]
    # A full stop at the end of a line stands at its end.
    assert [it["end"] for it in edges[:2]] == ["left", "right"]


def test_a_name_written_back_to_front_turns_nothing_around_beside_it(
    word: str, page: Page, api: httpx.Client, agent: Person
) -> None:
    requester = {"name": f"{OVERRIDE}{FIRST_STRONG}emaN", "email": "name@example.com"}
    title = f"{OVERRIDE}{word}"
    create_ticket(api, title, requester=requester)
    open_desk(page, agent, f"/desk?search={word}")
    facts = row(page, title)
    name, age = facts.get_by_text(requester["name"]), facts.get_by_role("time")
    assert box(name)["right"] < box(age)["left"]
    opened = details(open_ticket(page, title))
    name, address = opened.get_by_text(requester["name"]), opened.get_by_role("link", name=requester["email"])
    assert box(name)["right"] <= box(address)["left"] or box(name)["bottom"] <= box(address)["top"]


def test_a_long_title_takes_a_few_lines_of_the_list_and_is_whole_in_the_ticket(
    word: str, page: Page, api: httpx.Client, agent: Person
) -> None:
    title, found = "🧨" * 200, f"{'🧨' * 180} {word}"
    create_ticket(api, title, description=word)
    create_ticket(api, found)
    open_desk(page, agent, f"/desk?search={word}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        mark, heading = row(page, found).locator("mark"), row(page, found).get_by_role("heading")
        expect(heading).to_have_text(re.compile(rf"^…\S+ {word}$"))
        for it in (title, found):
            shown = row(page, it).get_by_role("heading")
            assert shown.evaluate("it => it.clientHeight / parseFloat(getComputedStyle(it).lineHeight)") <= 3.1
            assert shown.evaluate("it => it.scrollHeight <= it.clientHeight")
        assert box(mark)["bottom"] <= box(heading)["bottom"]
        opened = open_ticket(page, title)
        whole = opened.get_by_role("heading", level=2)
        assert whole.evaluate("it => it.scrollHeight <= it.clientHeight || getComputedStyle(it).overflowY === 'auto'")
        opened.get_by_role("button", name="Close").click()
        expect(panel(page)).to_have_count(0)


def test_signs_stacked_on_a_letter_cover_no_other_ticket(
    word: str, page: Page, api: httpx.Client, agent: Person
) -> None:
    above, stacked = f"Above {word}", f"{word} Z{STACK}"
    create_ticket(api, stacked)
    create_ticket(api, above)
    open_desk(page, agent, f"/desk?search={word}")
    painted = row(page, stacked).evaluate("element => getComputedStyle(element).overflowY")
    assert painted == "clip"


def test_the_status_page_shows_it_as_it_was_written_and_as_nothing_else(
    word: str, page: Page, watch: Watch, system: System, api: httpx.Client
) -> None:
    texts = hostile(word)
    ticket = create_ticket(api, **texts)
    page.goto(f"/track#{ticket['id']}.{ticket['tracking_token']}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.get_by_role("article").get_by_role("heading", level=2)).to_have_text(texts["title"])
        assert page.evaluate(OVERFLOW) == 0
    assert word not in page.title()
    watch.nothing_happened(system.hosting_url)


def test_a_form_that_is_given_it_stays_in_shape_and_sends_it(
    word: str, page: Page, watch: Watch, system: System, api: httpx.Client
) -> None:
    texts = hostile(word)
    page.goto("/")
    page.get_by_label("Title").fill(texts["title"])
    page.get_by_label("Description").fill(texts["description"])
    page.get_by_label("Description").blur()
    expect(page.get_by_label("Category")).not_to_have_value("")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) == 0
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("region", name="Thank you, we have your ticket")).to_be_visible()
    watch.nothing_happened(system.hosting_url)
