"""What a person wrote above, below or between what a mail quotes, and what is cut off it."""

import pytest

from common.mime.parser import parse
from tests.support.raw_mail import mail

TOKEN = "support+0123456789abcdefghjkmnpqrs0123456789abcdef@desk.example"
"""Long enough for every program to break a line at it."""
ANSWERS: dict[str, tuple[str, str]] = {
    "no empty line before the announcement": (
        "Thanks!\nOn Mon, Nov 30, 2026 at 10:00 AM Support <s@desk.example> wrote:\n> quoted\n",
        "Thanks!",
    ),
    "a number in the line before the announcement": (
        "Order 5512 it is.\nOn 30 Nov 2026 at 10:00, Support <s@desk.example> wrote:\n> quoted\n",
        "Order 5512 it is.",
    ),
    "an announcement that Gmail breaks before the address": (
        f"Thanks!\n\nOn Mon, Nov 30, 2026 at 10:00 AM Support <\n{TOKEN}> wrote:\n\n> quoted\n",
        "Thanks!",
    ),
    "an announcement over three lines": (
        f"Danke!\n\nAm Mo., 30. Nov. 2026 um 10:00 Uhr schrieb Support der Beispiel GmbH\n<{TOKEN}>\n:\n\n> quoted\n",
        "Danke!",
    ),
    "a space that does not break before the colon": (
        "Merci\n\nLe lun. 30 nov. 2026 à 10:00, Support <s@desk.example> a écrit\xa0:\n\n> quoted\n",
        "Merci",
    ),
    "a quotation without marks, as of Yahoo": (
        "Fine now.\n\nOn Monday, November 30, 2026 at 10:00:00 AM GMT+1, Support <s@desk.example> wrote:\n\nquoted\n",
        "Fine now.",
    ),
    "a phone of Samsung": (
        (
            "Yes please.\n\nSent from my Galaxy\n\n\n-------- Original message --------\n"
            "From: Support <s@desk.example>\nDate: 30/11/2026 10:00 (GMT+1)\nTo: kim\nSubject: Re: x\n\nquoted\n"
        ),
        "Yes please.",
    ),
    "Outlook on a phone": (
        (
            "Yes please.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
            "From: Support <s@desk.example>\nSent: Monday\nTo: kim\nSubject: Re: x\n\nquoted\n"
        ),
        "Yes please.",
    ),
    "Outlook with copies": (
        (
            "Done.\n\nFrom: Support [mailto:s@desk.example]\nSent: Monday, November 30, 2026 10:00 AM\n"
            "To: Kim\nCc: Bo\nSubject: RE: x\n\nquoted"
        ),
        "Done.",
    ),
    "the announcement is quoted too": (
        "Ja.\n\nVon meinem iPhone gesendet\n\n> Am 30.11.2026 um 10:00 schrieb Support <s@a.example>:\n> \n> quoted\n",
        "Ja.",
    ),
    "quotations in quotations": ("Yes.\n\nAm 30.11.26 um 10:00 schrieb Support:\n>> quoted\n> quoted\n", "Yes."),
    "one answer below": ("On 30 Nov 2026 10:00, Support wrote:\n> quoted\n> quoted\n\nIt works.\n", "It works."),
    "a picture as the answer": ("👍\n\nOn 30 Nov 2026 10:00, Support wrote:\n> quoted\n", "👍"),
    "a footer under the quotation": (
        "It works.\n\nOn 30 Nov 2026 10:00, Support wrote:\n> quoted\n\nThis e-mail is confidential.\n",
        "It works.\n\nThis e-mail is confidential.",
    ),
    "a signature and a quotation": (
        "It works.\n\n-- \nKim Example\nExample GmbH\n\nOn 30 Nov 2026 10:00, Support wrote:\n> quoted\n",
        "It works.",
    ),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_only_what_was_written_stays(kind: str) -> None:
    body, written = ANSWERS[kind]
    parsed = parse(mail(body, subject="Re: x", in_reply_to="<r@desk.example>"))
    assert parsed.text == written
    assert "quoted" not in parsed.text
    assert parsed.cut.count("quoted") == body.count("quoted")


def test_answers_between_quoted_lines_keep_what_they_answer() -> None:
    body = (
        "On 30 Nov 2026 10:00, Support wrote:\n> Hello Kim,\n>\n> Is it plugged in?\n\nYes, it is.\n\n"
        "> Which model is it?\nThe X200\n\n> Regards\n> Support\n"
    )
    parsed = parse(mail(body, subject="Re: x"))
    assert parsed.text == "> Is it plugged in?\n\nYes, it is.\n\n> Which model is it?\nThe X200"
    assert parsed.cut == "On 30 Nov 2026 10:00, Support wrote:\n> Hello Kim,\n>\n> Regards\n> Support"


def test_answers_in_blocks_of_html_keep_what_they_answer() -> None:
    page = (
        "<div class=gmail_quote><div class=gmail_attr>On 30 Nov 2026 at 10:00 Support &lt;s@a.example&gt; wrote:</div>"
        "<blockquote class=gmail_quote>Hello Kim,<br><br>Is it plugged in?</blockquote><div>Yes.</div>"
        "<blockquote>Which model?</blockquote><div>The X200</div><blockquote>Regards</blockquote></div>"
    )
    text = parse(mail(page, subject="Re: x", content_type="text/html")).text
    assert [line for line in text.split("\n") if line.strip("> ")] == [
        "> Is it plugged in?",
        "Yes.",
        "> Which model?",
        "The X200",
    ]


KEPT_WHOLE = {
    "closing words": ("It works.\n\nThanks,\nKim\nPS: the number is 5512", "x"),
    "answers that are said to be below": (
        "See my answers below.\n\nFrom: Support\nSent: Monday\nTo: kim\nSubject: Re: x\n\nWhich model? X200",
        "Re: x",
    ),
    "nothing but a quotation": ("On 30 Nov 2026 10:00, Support wrote:\n> quoted", "Re: x"),
    "nothing but a phone's signature": ("Sent from my iPhone", "x"),
    "a forwarded mail": (
        "---------- Forwarded message ---------\nFrom: Bo <bo@example.com>\nDate: Mon\nSubject: x\nTo: kim\n\nhello",
        "Fwd: x",
    ),
    "a forwarded mail that quotes": (
        "FYI\n\nBegin forwarded message:\n\nFrom: Bo\nSubject: x\n\nOn 30 Nov 2026 10:00, A wrote:\n> important",
        "x",
    ),
    "a mail that Outlook forwards": (
        "FYI\n\n____________________\nFrom: Bo\nSent: Monday\nTo: kim\nSubject: x\n\nimportant",
        "WG: x",
    ),
    "lines of a form": (
        "Name: Kim\nEmail: kim@example.com\nDate: 2026-11-30 10:00\nSubject: broken\nProblem: all",
        "Contact form",
    ),
    "lines of a journey": ("Please book:\n\nFrom: Berlin\nTo: Paris\nDate: 5 May\n\nThanks", "Journey"),
    "lines of a log": ("It fails:\n\n2026-11-30 10:00 user <a@b.example> wrote:\nstack trace\n\nPlease help", "Crash"),
    "marks in a new mail": ("The screen says\n\n> Error 5\n> Press a key\n\nWhat now?", "Crash"),
    "a long quotation in a new mail": ("The screen says\n\n" + "\n".join(f"> Error {n}" for n in range(9)), "Crash"),
    "rules between paragraphs": ("One\n\n--\n\nTwo\n\n----------------------------------------\n\nThree: 3", "x"),
    "a sentence like a phone's signature": ("Sent from my account twice, please refund one of them.", "x"),
}


@pytest.mark.parametrize("kind", KEPT_WHOLE)
def test_what_may_be_the_persons_own_stays_whole(kind: str) -> None:
    body, subject = KEPT_WHOLE[kind]
    parsed = parse(mail(body, subject=subject))
    assert (parsed.text, parsed.cut) == (body, "")


def test_marks_in_a_new_mail_are_cut_where_it_is_announced_what_they_quote() -> None:
    parsed = parse(mail("Still broken.\n\nOn 30 Nov 2026 10:00, Support wrote:\n> quoted\n", subject="x"))
    assert (parsed.text, parsed.cut) == ("Still broken.", "On 30 Nov 2026 10:00, Support wrote:\n> quoted")


def test_paragraphs_that_flow_are_put_together() -> None:
    body = "One long \nparagraph \nof text\n\n> quoted \n> words\n>> deeper\nanswer\n\n-- \nKim"
    flowed = parse(mail(body, content_type="text/plain; format=flowed")).text
    assert flowed == "One long paragraph of text\n\n> quoted words\n>> deeper\nanswer"


def test_paragraphs_that_flow_may_lose_their_spaces() -> None:
    assert (
        parse(mail("打印 \n机坏了", content_type='text/plain; charset=utf-8; format=flowed; delsp="yes"')).text
        == "打印机坏了"
    )
