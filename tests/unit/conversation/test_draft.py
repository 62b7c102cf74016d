"""What the desk keeps of a message from the first letter until the server has it."""

from typing import Any

from tests.support.modules import results

DRAFT = "desk/conversation/draft.ts"
EMPTY: dict[str, Any] = {
    "reference": "K7QF",
    "kind": "reply",
    "texts": {"reply": "Hello", "note": "Psst"},
    "files": {"reply": [], "note": []},
    "attempt": None,
    "due": None,
    "trouble": None,
}
FIRST = {"kind": "reply", "text": "Hello", "if_last_message": "0000000001"}
LOST = {**EMPTY, "attempt": {"key": "one", "message": FIRST, "tried": True}}


def attempt(draft: dict[str, Any], status: str | None = None, seen: str | None = "0000000002") -> dict[str, Any]:
    [after] = results(DRAFT, "withAttempt", [[draft, seen, status, "two", 1]])
    found: dict[str, Any] = after["attempt"]
    return found


def test_the_same_words_are_the_same_message_where_an_answer_may_have_been_lost() -> None:
    assert attempt(LOST) == LOST["attempt"]
    untried = {**LOST, "attempt": {**LOST["attempt"], "tried": False}}
    others = [(EMPTY, None), (untried, None), (LOST, "resolved"), ({**LOST, "kind": "note"}, None)]
    others += [({**LOST, "texts": {"reply": "Hello!", "note": ""}}, None)]
    for draft, status in others:
        found = attempt(draft, status)
        assert (found["key"], found["message"]["if_last_message"]) == ("two", "0000000002")
        assert found["message"].get("status") == status


def test_files_go_with_the_kind_of_message_for_which_they_were_chosen() -> None:
    files = {"reply": [{"id": "a"}, {"id": "b"}], "note": [{"id": "c"}]}
    assert attempt({**EMPTY, "files": files})["message"]["attachments"] == ["a", "b"]
    assert attempt({**EMPTY, "files": files, "kind": "note"})["message"]["attachments"] == ["c"]
    assert attempt({**LOST, "files": files})["key"] == "two"
    sent = {**LOST["attempt"], "message": {**FIRST, "attachments": ["a"]}}
    [after] = results(DRAFT, "asPosted", [[{**LOST, "files": files, "attempt": sent}]])
    assert after["files"] == {"reply": [{"id": "b"}], "note": [{"id": "c"}]}
    silent = {**EMPTY, "texts": {"reply": "", "note": ""}}
    assert results(DRAFT, "isEmpty", [[silent], [{**silent, "files": files}]]) == [True, False]


def test_what_was_posted_goes_and_what_was_written_besides_stays() -> None:
    [after] = results(DRAFT, "asPosted", [[{**LOST, "due": 5}]])
    assert after == {**EMPTY, "texts": {"reply": "", "note": "Psst"}}


def test_another_try_of_what_was_not_posted_is_another_message() -> None:
    [overtaken] = results(DRAFT, "asOvertaken", [[LOST]])
    refused, lost = results(DRAFT, "asFailed", [[LOST, "Why", False], [LOST, "Why", True]])
    assert (overtaken["attempt"], refused["attempt"]) == (None, None)
    assert lost["attempt"] == LOST["attempt"]
    assert {it["texts"]["reply"] for it in (overtaken, refused, lost)} == {"Hello"}


def test_only_what_has_words_and_is_short_enough_can_be_sent() -> None:
    texts = {"Hi": True, " \n": False, "": False, "x" * 20_000: True, "x" * 20_001: False, "🧨" * 20_000: True}
    calls = [[{**EMPTY, "texts": {"reply": text, "note": ""}}] for text in texts]
    assert results(DRAFT, "isSendable", calls) == list(texts.values())
    assert results(DRAFT, "isSendable", [[{**EMPTY, "due": 5}]]) == [False]
    assert results(DRAFT, "excess", [["🧨" * 20_003]]) == [3]


def test_a_browser_sends_no_more_than_60_kib_of_a_page_that_goes() -> None:
    texts = {"x" * 20_000: True, "字" * 20_000: True, "🧨" * 20_000: False}
    calls = [[{**LOST, "attempt": {**LOST["attempt"], "message": {**FIRST, "text": text}}}] for text in texts]
    assert results(DRAFT, "outlivesThePage", calls) == list(texts.values())
