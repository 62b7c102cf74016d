"""`make reply TEXT=... [TO=...]`: answers the newest e-mail that `make dev` caught, as its receiver would."""

import argparse
import os
import smtplib
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from scripts.base import local_http
from scripts.base.console import Failure, guarded, say
from scripts.emulators import ports
from scripts.operate import target

USAGE = 'make reply TEXT="Thank you"'


def main() -> None:
    parser = argparse.ArgumentParser(prog="make reply")
    parser.add_argument("--text", default="")
    parser.add_argument("--to", default="")
    given = parser.parse_args()
    if not given.text.strip():
        raise Failure(f"Say what to answer: {USAGE}")
    served = ports.configured(target.running(USAGE).config, os.environ)
    caught = local_http.get(f"http://{ports.HOST}:{served.mailbox}/api/email").raise_for_status().json()
    answer = answered(newest(caught, given.to), given.text)
    with smtplib.SMTP(ports.HOST, served.incoming) as client:
        client.send_message(answer)
    say(f"{answer['From']} has answered to {answer['To']}: {answer['Subject']}")


def newest(caught: Iterable[Mapping[str, Any]], wanted: str) -> Mapping[str, Any]:
    """The last one with `wanted` in its subject or its receiver's address. Raises Failure where there is none."""
    fitting = [it for it in caught if wanted.lower() in f"{it['subject']} {it['to'][0]['address']}".lower()]
    if not fitting:
        raise Failure("No such e-mail was caught. Open a ticket with an e-mail address, or reply to one.")
    return fitting[-1]


def answered(mail: Mapping[str, Any], text: str) -> EmailMessage:
    """The answer of the one to whom the mail was sent, with the mail quoted below, as mail programs do it."""
    headers = mail["headers"]
    answer = EmailMessage()
    answer["From"] = headers["to"]
    answer["To"] = headers.get("reply-to") or headers["from"]
    subject = mail["subject"]
    answer["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    answer["Message-ID"] = make_msgid(domain="people.example")
    answer["In-Reply-To"] = headers["message-id"]
    answer["References"] = f"{headers.get('references', '')} {headers['message-id']}".strip()
    quoted = "\n".join(f"> {line}" for line in mail["text"].splitlines())
    answer.set_content(f"{text}\n\nOn Monday, {headers['from']} wrote:\n{quoted}\n")
    return answer


if __name__ == "__main__":
    guarded(main)
