"""Mails that no person wrote, and mails of people who write about them."""

import pytest

from common.mime.model import Automatic
from common.mime.parser import parse
from tests.support.raw_mail import mail


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"auto_submitted": "auto-generated"}, Automatic.AUTO_SUBMITTED),
        ({"auto_submitted": "auto-replied; owner-email=a@b.example"}, Automatic.AUTO_SUBMITTED),
        ({"auto_submitted": "(a comment) auto-notified"}, Automatic.AUTO_SUBMITTED),
        ({"x_autoreply": "yes"}, Automatic.AUTO_SUBMITTED),
        ({"x_autorespond": ""}, Automatic.AUTO_SUBMITTED),
        ({"precedence": "bulk"}, Automatic.BULK),
        ({"precedence": "Junk"}, Automatic.BULK),
        ({"precedence": "list"}, Automatic.MAILING_LIST),
        ({"precedence": "auto_reply"}, Automatic.BULK),
        ({"list_id": "<a.example.com>"}, Automatic.MAILING_LIST),
        ({"list_post": "<mailto:a@b.example>"}, Automatic.MAILING_LIST),
        ({"mailing_list": "list a@b.example; contact a+owners@b.example"}, Automatic.MAILING_LIST),
        ({"list_id": "<a.example.com>", "precedence": "bulk"}, Automatic.BULK),
        ({"list_id": "<a.example.com>", "auto_submitted": "auto-replied"}, Automatic.AUTO_SUBMITTED),
        ({"list_id": "<a.example.com>", "return_path": "<>"}, Automatic.EMPTY_RETURN_PATH),
        ({"list_unsubscribe": "<mailto:a@b.example>"}, Automatic.NO_ANSWER),
        ({"return_path": "<>"}, Automatic.EMPTY_RETURN_PATH),
        ({"return_path": " < > "}, Automatic.EMPTY_RETURN_PATH),
        ({"content_type": "multipart/report; report-type=disposition-notification; boundary=x"}, Automatic.REPORT),
        ({"x_auto_response_suppress": "DR, OOF, AutoReply"}, Automatic.NO_ANSWER),
        ({"x_auto_response_suppress": "All"}, Automatic.NO_ANSWER),
        ({"x_auto_response_suppress": "RN, NRN"}, None),
        ({"auto_submitted": "no"}, None),
        ({"auto_submitted": "No (a person)"}, None),
        ({"auto_submitted": ""}, None),
        ({"precedence": "first-class"}, None),
        ({"return_path": "<kim@example.com>"}, None),
        ({"x_loop": "support@desk.example"}, None),
        ({}, None),
    ],
)
def test_fields_that_say_that_no_person_wrote_it(fields: dict[str, str], why: Automatic | None) -> None:
    assert parse(mail("hello", **dict(fields))).automatic is why


@pytest.mark.parametrize(
    "subject",
    [
        *(
            "Automatic reply: Your request",
            "AutoReply: x",
            "Auto: Out of Office",
            "Out of Office: Re: x",
            "Out of the office",
        ),
        *(
            "Re: Out of Office: x",
            "[Auto-Reply] x",
            "Automatische Antwort: x",
            "Abwesenheitsnotiz: x",
            "ABWESENHEITSNOTIZ",
        ),
        *("Réponse automatique : x", "Respuesta automática: x", "Risposta automatica: x", "Resposta automática: x"),
        *(
            "Automatisch antwoord: x",
            "Odpowiedź automatyczna: x",
            "Автоответ: x",
            "رد تلقائي: x",
            "自动回复: x",
            "自動返信：x",
        ),
    ],
)
def test_answering_machines_are_known_by_their_subject_alone(subject: str) -> None:
    assert parse(mail("I am away.", subject=subject)).automatic is Automatic.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "subject",
    [
        "Out of office replies are not sent",
        "Automatic reply does not work",
        "Abwesenheitsnotiz einrichten",
        "Auto: broken",
        "Re: x",
    ],
)
def test_people_may_write_about_answering_machines(subject: str) -> None:
    assert parse(mail("hello", subject=subject)).automatic is None


def test_only_what_asks_for_no_answer_or_came_through_a_list_may_be_a_persons() -> None:
    assert [why for why in Automatic if not why.written_by_nobody] == [Automatic.MAILING_LIST, Automatic.NO_ANSWER]
