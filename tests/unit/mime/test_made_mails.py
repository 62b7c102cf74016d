"""Each kind of mail that breaks help desks, several of each, as the generator makes them."""

import pytest

from common.base.remark import Remark
from common.mime.model import Parsed
from common.mime.parser import parse
from tests.support import mails
from tests.support.mails import KINDS, Desk, Made, Thread
from tests.support.mails.hostile import HARM

DESK = Desk(
    "support@desk.example",
    "mx.desk.example",
    [
        Thread(
            f"t{n}",
            f"#ABC{n}",
            f"kim{n}@example.com",
            f"support+tok{n}@desk.example",
            (f"<r{n}@desk.example>", f"<n{n}@desk.example>"),
        )
        for n in range(5)
    ],
)
EACH = 40


def problems(mail: Made, parsed: Parsed) -> list[str]:
    """What of the mail was not read as it was meant."""
    found = [f"not kept: {word}" for word in mail.keeps if word not in parsed.text]
    found += [f"not cut: {word}" for word in mail.cuts if word in parsed.text or word not in parsed.cut]
    if mail.automatic != (parsed.automatic is not None and parsed.automatic.written_by_nobody):
        found.append(f"automatic: {parsed.automatic}")
    if mail.undelivered != bool(parsed.bounce and parsed.bounce.final):
        found.append(f"bounce: {parsed.bounce}")
    if mail.message_id != parsed.message_id:
        found.append(f"message id: {parsed.message_id}")
    if not parsed.sender or parsed.sender.email != mail.sender:
        found.append(f"sender: {parsed.sender}")
    if HARM in parsed.text + parsed.cut + parsed.subject:
        found.append("harm")
    if parsed.remark is Remark.UNREADABLE:
        found.append("unreadable")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_as_it_was_meant(kind: str) -> None:
    for seed in range(EACH):
        mail = mails.made(kind, seed, DESK)
        parsed = parse(mail.raw)
        assert not problems(mail, parsed), f"{seed}: {mail.raw.decode('utf-8', 'replace')[:3000]}\n\n{parsed}"


def test_the_generator_makes_the_same_mails_for_a_seed_and_none_twice() -> None:
    first = list(mails.generate(7, 300, DESK))
    assert first == list(mails.generate(7, 300, DESK))
    assert len({mail.raw for mail in first}) == len({mail.marker for mail in first}) == 300
    assert {mail.kind for mail in mails.generate(1, len(KINDS), DESK)} == set(KINDS)
