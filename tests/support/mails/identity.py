"""Who a mail is from: several senders, names that are addresses, colleagues, strangers and forged senders."""

from collections.abc import Callable

from tests.support.mails.maker import Made, Maker
from tests.support.raw_mail import mail


def several_senders(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(**{"from": f"{m.sender}, Bo Example <bo@example.com>"})))


def name_that_is_an_address(m: Maker) -> Made:
    name = m.random.choice(['"ceo@bank.example"', "ceo@bank.example"])
    return m.made(mail(m.kept(), **m.fields(**{"from": f"{name} <{m.sender}>"})))


def another_reply_address(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(reply_to="Office <office@example.com>")))


def colleague_in_copy(m: Maker) -> Made:
    """The ticket's address says that it belongs to the ticket; its sender becomes a participant."""
    sender = m.sender
    fields = m.fields(m.thread, to=f"{m.thread.requester}", cc=m.thread.reply_to, **{"from": f"A Colleague <{sender}>"})
    m.sender = sender
    return m.made(mail(m.kept(), **fields), m.thread)


def requester_from_another_address(m: Maker) -> Made:
    sender = m.sender
    fields = m.fields(
        m.thread, to=f"Support <{m.thread.reply_to.upper()}>", **{"from": f"{m.name.replace(',', '')} <{sender}>"}
    )
    m.sender = sender
    return m.made(mail(m.kept(), **fields), m.thread)


def delivered_to_the_ticket(m: Maker) -> Made:
    """Only a server's field still has the ticket's address."""
    fields = m.fields(m.thread, to=m.desk.address, in_reply_to=None, references=None, delivered_to=m.thread.reply_to)
    return m.made(mail(m.kept(), **fields), m.thread)


def address_eaten_by_a_server(m: Maker) -> Made:
    fields = m.fields(m.thread, to=m.desk.address, in_reply_to=m.thread.message_ids[-1], references=None)
    return m.made(mail(m.kept(), **fields), m.thread)


def token_of_nobody(m: Maker) -> Made:
    """An address that looks like a ticket's."""
    user, _, domain = m.desk.address.rpartition("@")
    return m.made(mail(m.kept(), **m.fields(to=f"{user}+{m.random.getrandbits(210):042x}@{domain}")))


def stranger_with_a_reference(m: Maker) -> Made:
    proof = f"{m.desk.authserv_id or 'mx.example'}; dmarc=pass header.from={m.sender.rpartition('@')[2]}"
    return m.made(mail(m.kept(), **m.fields(subject=f"About {m.thread.reference}", authentication_results=proof)))


def requester_with_a_reference(m: Maker) -> Made:
    """The desk's own server says that the sender is the requester."""
    domain = m.thread.requester.rpartition("@")[2]
    proof = m.random.choice(
        [
            f"dmarc=pass (p=reject) header.from={domain}",
            f"spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain} header.s=a",
        ]
    )
    ids = {"to": m.desk.address, "in_reply_to": None, "references": None}
    fields = m.fields(
        m.thread,
        subject=f"Again {m.thread.reference}",
        authentication_results=f"{m.desk.authserv_id or 'mx.example'}; {proof}",
        **ids,
    )
    return m.made(mail(m.kept(), **fields), m.thread if m.desk.authserv_id else None)


def forged_sender(m: Maker) -> Made:
    """The requester's address and a reference, but the proof is missing, another's or of another domain."""
    own = m.desk.authserv_id or "mx.example"
    proof = m.random.choice(
        [
            *(
                None,
                f"{own}; dmarc=fail header.from=x.example",
                "other.example; dmarc=pass",
                f"{own}; dkim=pass; spf=fail",
            ),
            f"{own}; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",
            f"{own}; dmarc=fail\r\nAuthentication-Results: {own}; dmarc=pass",
        ]
    )
    ids = {"to": m.desk.address, "in_reply_to": None, "references": None}
    fields = m.fields(m.thread, subject=f"Again {m.thread.reference}", authentication_results=proof, **ids)
    return m.made(mail(m.kept(), **fields))


KINDS: list[Callable[[Maker], Made]] = [
    *(
        several_senders,
        name_that_is_an_address,
        another_reply_address,
        colleague_in_copy,
        requester_from_another_address,
    ),
    *(delivered_to_the_ticket, address_eaten_by_a_server, token_of_nobody, stranger_with_a_reference),
    *(requester_with_a_reference, forged_sender),
]
