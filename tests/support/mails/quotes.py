"""Answers with quotations and signatures as programs write them, and forwarded mails."""

from collections.abc import Callable
from html import escape

from tests.support.mails.maker import Made, Maker
from tests.support.mails.styles import ATTRIBUTIONS, FORWARDED, HEADERS, ORIGINALS, PARTINGS, SUPPORT
from tests.support.raw_mail import mail, multipart, part

HTML = "text/html; charset=utf-8"


def _attribution(m: Maker) -> str:
    name, email = SUPPORT
    return m.random.choice(ATTRIBUTIONS).format(name=name, email=email)


def _marked(*lines: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _header(m: Maker) -> str:
    labels = [label if label.endswith("*") else f"{label}:" for label in m.random.choice(HEADERS)]
    values = [f"{SUPPORT[0]} <{SUPPORT[1]}>", "Monday, 30 November 2026 10:00", m.sender, m.sentence()]
    return "\n".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))


def _answered(m: Maker, body: str, **fields: str | None) -> Made:
    return m.made(mail(body, **m.fields(m.thread, **fields)), m.thread)


def answer_on_top(m: Maker) -> Made:
    return _answered(m, f"{m.kept()}\n\n{m.kept()}\n\n{_attribution(m)}\n\n{_marked(m.lost(), '', m.lost())}\n")


def wrapped_announcement(m: Maker) -> Made:
    announced = f"On Monday, 30 November 2026 at 10:00:00 GMT+1, {SUPPORT[0]} of the Example\n<{SUPPORT[1]}> wrote:"
    return _answered(m, f"{m.kept()}\n\n{announced}\n{_marked(m.lost())}\n")


def answer_below(m: Maker) -> Made:
    return _answered(m, f"{_attribution(m)}\n{_marked(m.lost(), '', m.lost())}\n\n{m.kept()}\n\n-- \n{m.lost()}\n")


def answers_in_between(m: Maker) -> Made:
    first = f"{_attribution(m)}\n{_marked(m.lost(), '', m.kept())}\n\n{m.kept()}\n\n"
    return _answered(m, f"{first}{_marked(m.kept())}\n{m.kept()}\n\n{_marked(m.lost(), m.lost())}\n")


def quotation_without_announcement(m: Maker) -> Made:
    lines = [m.lost() for _ in range(8)]
    return _answered(m, f"{m.kept()}\n\n{_marked(*lines)}\n", subject=f"Re: {m.sentence()}")


def outlook_underscores(m: Maker) -> Made:
    return _answered(m, f"{m.kept()}\n\n{'_' * 32}\n{_header(m)}\n\n{m.lost()}\n{m.lost()}\n")


def outlook_block(m: Maker) -> Made:
    return _answered(m, f"{m.kept()}\n\n{_header(m)}\n\n{m.lost()}\n\n{_header(m)}\n\n{m.lost()}\n")


def outlook_original_message(m: Maker) -> Made:
    return _answered(m, f"{m.kept()}\n\n-----{m.random.choice(ORIGINALS)}-----\n{_header(m)}\n\n{m.lost()}\n")


def outlook_page(m: Maker) -> Made:
    """The labels are of a language that nothing else knows."""
    labels = "<b>Frá:</b> Support<br><b>Sent þann:</b> mánudagur<br><b>Til:</b> x<br><b>Efni:</b> y"
    quoted = f'<div id="divRplyFwdMsg" dir="ltr"><font>{labels}</font></div><div><p>{m.lost()}</p></div>'
    written = f'<div class="x">{m.kept()}</div><div id="appendonsend"></div><hr>'
    page = f"<html><head><style>p {{margin:0}}</style></head><body>{written}{quoted}</body></html>"
    return _answered(m, page, content_type=HTML)


def outlook_word_page(m: Maker) -> Made:
    labelled = (line.split(" ", 1) for line in _header(m).split("\n"))
    header = "<br>".join(f"<b>{escape(label)}</b> {escape(value)}" for label, value in labelled)
    written = f'<p class="MsoNormal">{m.kept()}<o:p></o:p></p><p class="MsoNormal">&nbsp;</p>'
    quoted = f'<div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">{header}</p></div>'
    page = f'<div class="WordSection1">{written}{quoted}<p class="MsoNormal">{m.lost()}</p></div>'
    return _answered(m, page, content_type=HTML)


def gmail_both_parts(m: Maker) -> Made:
    kept, lost, announced = m.kept(), m.lost(), _attribution(m)
    plain = f"{kept}\n\n{announced}\n\n{_marked(lost)}\n"
    page = f'<div dir="ltr">{kept}</div><br>{_gmail_quote(announced, lost)}'
    parts = part("text/plain; charset=utf-8", plain), part(HTML, page)
    return m.made(multipart("alternative", *parts, **m.fields(m.thread)), m.thread)


def gmail_page(m: Maker) -> Made:
    prefix = '<span class="gmail_signature_prefix">-- </span><br>'
    signed = f'{m.kept()}<div><br></div>{prefix}<div dir="ltr" class="gmail_signature">{m.lost()}</div>'
    page = f'<div dir="ltr">{signed}</div><br>{_gmail_quote(_attribution(m), m.lost())}'
    return _answered(m, page, content_type=HTML)


def _gmail_quote(announced: str, quoted: str) -> str:
    attribution = f'<div dir="ltr" class="gmail_attr">{escape(announced)}<br></div>'
    return f'<div class="gmail_quote">{attribution}<blockquote class="gmail_quote">{quoted}</blockquote></div>'


def apple_mail(m: Maker) -> Made:
    quoted = _marked("On 30 Nov 2026, at 10:00, Support <support@desk.example> wrote:", "", m.lost())
    return _answered(m, f"{m.kept()}\n\n{m.random.choice(PARTINGS)}\n\n{quoted}\n", in_reply_to=m.thread.message_ids[0])


def apple_page(m: Maker) -> Made:
    announced = "On 30 Nov 2026, at 10:00, Support &lt;support@desk.example&gt; wrote:"
    quoted = f'<blockquote type="cite"><div>{announced}</div><br><div>{m.lost()}</div></blockquote>'
    page = f"<html><body>{m.kept()}<br><div><br>{quoted}</div></body></html>"
    return _answered(m, page, content_type=HTML, in_reply_to=m.thread.message_ids[0])


def thunderbird(m: Maker) -> Made:
    flowed = (
        f"On 11/30/26 10:00, Support wrote:\n> {m.lost()} \n> {m.lost()}\n{m.kept()} \n{m.kept()}\n\n-- \n{m.lost()}\n"
    )
    return _answered(m, flowed, content_type="text/plain; charset=utf-8; format=flowed")


def phone(m: Maker) -> Made:
    """A new mail that ends with the signature of a phone."""
    return m.made(mail(f"{m.kept()}\n\n{m.random.choice(PARTINGS)}\n", **m.fields()))


def signature(m: Maker) -> Made:
    return m.made(mail(f"{m.kept()}\n\n{m.kept()}\n\n-- \n{m.name}\n{m.lost()}\n", **m.fields()))


def page_only(m: Maker) -> Made:
    body = f"<h1>{m.kept()}</h1><ul><li>{m.kept()}</li></ul><p>{m.kept()}</p>"
    page = f"<html><head><title>t</title></head><body>{body}</body></html>"
    return m.made(mail(page, **m.fields(content_type=HTML)))


def forwarded(m: Maker) -> Made:
    """Nothing is written above it: all is kept."""
    body = f"\n{m.random.choice(FORWARDED)}\n{_header(m)}\n\n{m.kept()}\n\n{m.kept()}\n"
    return m.made(
        mail(body, **m.fields(subject=f"{m.random.choice(['Fwd', 'FW', 'WG', 'TR', 'RV', 'I'])}: {m.sentence()}"))
    )


def forwarded_with_a_word(m: Maker) -> Made:
    """What is forwarded is what it is about, so it stays under a word above it."""
    body = f"{m.kept()}\n\n{m.random.choice(FORWARDED)}\n{_header(m)}\n\n{m.kept()}\n"
    return m.made(mail(body, **m.fields()))


def only_a_quotation(m: Maker) -> Made:
    """Cutting would leave nothing."""
    return _answered(m, f"{_attribution(m)}\n{_marked(m.kept(), m.kept())}\n")


def marks_of_their_own(m: Maker) -> Made:
    """A new mail quotes what a screen shows."""
    return m.made(mail(f"{m.kept()}\n\n> {m.kept()}\n> {m.kept()}\n\n{m.kept()}\n", **m.fields()))


def a_list_of_places(m: Maker) -> Made:
    """Lines that look like a quoted header and are none."""
    return m.made(mail(f"{m.kept()}\n\nFrom: Berlin\nTo: Paris {m.kept()}\n\nThanks,\n{m.kept()}\n", **m.fields()))


KINDS: list[Callable[[Maker], Made]] = [
    *(answer_on_top, wrapped_announcement, answer_below, answers_in_between, quotation_without_announcement),
    *(outlook_underscores, outlook_block, outlook_original_message, outlook_page, outlook_word_page),
    *(gmail_both_parts, gmail_page, apple_mail, apple_page, thunderbird, phone, signature, page_only),
    *(forwarded, forwarded_with_a_word, only_a_quotation, marks_of_their_own, a_list_of_places),
]
