"""What every kind of made-up mail is put together from."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

WORDS = {
    "en": "the printer shows an error again since monday and nobody can print the invoices from the second floor",
    "de": "der drucker meldet seit gestern wieder einen fehler und niemand im büro kann die rechnungen ausdrucken",
    "ar": "الطابعة لا تعمل منذ يوم الأحد ولا أستطيع طباعة الفواتير من الطابق الثاني أرجو المساعدة في أقرب وقت",
    "fr": "depuis lundi l’imprimante affiche une erreur et personne ne peut imprimer les factures du deuxième étage",
    "ru": "с понедельника принтер снова показывает ошибку и никто не может напечатать счета на втором этаже",
    "zh": "打印机 从 星期一 开始 一直 出错 二楼 没有 人 能够 打印 发票 请 帮忙",
}
NAMES = [
    "Kim Example",
    "Jürgen Müller",
    "Zoë O’Hara",
    "محمد علي",
    "王小明",
    "Иван Петров",
    "Anna-Lena van der Berg",
    "Doe, John",
]
"""The last one needs quotation marks."""


@dataclass(frozen=True)
class Thread:
    """A ticket that a mail can belong to, and how it can name it."""

    ticket: str
    reference: str
    """As people read it."""
    requester: str
    reply_to: str
    """The address of the ticket."""
    message_ids: tuple[str, ...]
    """`<...>`, of the mails that the desk sent about it, at least one."""


@dataclass(frozen=True)
class Desk:
    address: str
    authserv_id: str
    """Whose `Authentication-Results` the desk believes; empty: nobody's."""
    threads: Sequence[Thread]
    """At least one."""


@dataclass(frozen=True)
class Made:
    """A mail and what has to come of it."""

    kind: str
    raw: bytes
    sender: str
    """The address of `From`."""
    message_id: str | None
    marker: str
    """A word that no other mail has; it is in the text, or, of a mail without one, in the subject or nowhere."""
    keeps: tuple[str, ...]
    """Words of the text."""
    cuts: tuple[str, ...]
    """Words that are quoted or of a signature: not of the text."""
    automatic: bool
    """No ticket and no message come of it, and it is never answered."""
    ticket: str | None
    """The ticket that it belongs to, or, of an automatic one, is about; None: another ticket has to be opened."""
    undelivered: bool = False
    """It says of a mail about `ticket` that it could not be delivered, finally."""


class Maker:
    """Makes one mail: words that are remembered as to be kept or to be cut, and the usual fields."""

    def __init__(self, random: Random, desk: Desk, kind: str) -> None:
        self.random, self.desk, self.kind = random, desk, kind
        self.thread = random.choice(list(desk.threads))
        self.marker = self._word("m")
        self.name = random.choice(NAMES)
        self.sender = f"{self._word('p')}@{random.choice(['example.com', 'mail.example.org', 'firma.example'])}"
        self.message_id: str | None = f"<{self._word('id')}.{self._word('')}@{self.sender.rpartition('@')[2]}>"
        self.language = random.choice(list(WORDS))
        self._keeps: list[str] = []
        self._cuts: list[str] = []

    def _word(self, prefix: str) -> str:
        return f"{prefix}{self.random.getrandbits(48):012x}"

    def sentence(self, language: str = "") -> str:
        words = WORDS[language or self.language].split()
        start = self.random.randrange(len(words) - 4)
        return " ".join(words[start : start + self.random.randint(4, 12)])

    def kept(self, language: str = "") -> str:
        """A sentence with a word that has to be in the text; the first one is the mail's marker."""
        word = self._word("k") if self._keeps else self.marker
        self._keeps.append(word)
        return f"{self.sentence(language)} {word}."

    def lost(self) -> str:
        """A sentence with a word that has to be cut."""
        self._cuts.append(self._word("c"))
        return f"{self.sentence()} {self._cuts[-1]}."

    def fields(self, thread: Thread | None = None, /, **others: str | None) -> dict[str, str | None]:
        """The usual fields of a new mail, or of the requester's answer to one about the ticket."""
        if thread:
            self.sender = thread.requester
        named = f'"{self.name}"' if "," in self.name else self.name
        usual: dict[str, str | None] = {
            "from": f"{named} <{self.sender}>",
            "to": self.desk.address,
            "subject": f"{'Re: ' if thread else ''}{self.sentence()}",
            "message_id": self.message_id,
        }
        return {**usual, **(self._naming(thread) if thread else {}), **others}

    def _naming(self, thread: Thread) -> dict[str, str | None]:
        """Most answers name the ticket twice; some servers lose the address and some programs the ids."""
        address: dict[str, str | None] = {"to": thread.reply_to}
        ids: dict[str, str | None] = {
            "in_reply_to": thread.message_ids[-1],
            "references": " ".join(thread.message_ids),
        }
        return self.random.choice([address, ids, {**address, **ids}, {**address, **ids}])

    def made(
        self,
        raw: bytes,
        thread: Thread | None = None,
        *,
        automatic: bool = False,
        undelivered: bool = False,
    ) -> Made:
        keeps, cuts = tuple(self._keeps), tuple(self._cuts)
        ticket = thread.ticket if thread else None
        given = self.kind, raw, self.sender, self.message_id, self.marker, keeps, cuts
        return Made(*given, automatic=automatic, ticket=ticket, undelivered=undelivered)
