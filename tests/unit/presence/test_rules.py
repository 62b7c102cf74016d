"""When it is written which ticket an agent has open, and who is said to be there."""

from datetime import UTC, datetime, timedelta

from common.presence import rules
from common.presence.model import Colleague, Presence

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
ADA = Colleague(uid="ada", name="Ada Lovelace", initials="AL")
BEAT = timedelta(seconds=30)


class Desk:
    """What an agent's desk says, and what is stored of it."""

    def __init__(self) -> None:
        self.known: Presence | None = None
        self.written: list[datetime] = []

    def says(self, ticket: str | None, at: datetime) -> bool:
        """Whether something was written."""
        renewed = rules.renewed(self.known, ADA, ticket, at)
        if renewed is not None:
            self.known = renewed
            self.written.append(at)
        return renewed is not None


def test_an_agent_who_reads_one_ticket_is_shown_all_the_time_for_a_write_a_minute() -> None:
    desk = Desk()
    for beat in range(40):
        now = NOW + beat * BEAT
        desk.says("one", now)
        assert rules.others([desk.known] if desk.known else [], "grace", now + BEAT) == [ADA]
    assert len(desk.written) == 20


def test_leafing_through_tickets_is_two_writes_a_minute_and_a_later_beat_is_stored() -> None:
    desk = Desk()
    for second in range(180):
        desk.says(f"ticket {second}", NOW + timedelta(seconds=second))
    assert all(later - earlier >= rules.WITHIN for earlier, later in zip(desk.written, desk.written[2:], strict=False))
    assert len(desk.written) == 6
    assert desk.says("last", NOW + timedelta(seconds=240))


def test_leaving_is_written_once_and_never_having_come_not_at_all() -> None:
    desk = Desk()
    assert not desk.says(None, NOW)
    assert desk.says("one", NOW)
    assert desk.says(None, NOW + BEAT)
    assert desk.known is not None
    assert desk.known.ticket is None
    assert not desk.says(None, NOW + 10 * BEAT)


def test_others_are_those_whose_entry_holds_by_name() -> None:
    def entry(name: str, left_s: int) -> Presence:
        return Presence(
            uid=name.lower(),
            name=name,
            initials=name[0],
            ticket="one",
            expires_at=NOW + timedelta(seconds=left_s),
            written=[NOW],
        )

    found = [entry("Zoe", 1), entry("ada", 1), entry("Gone", 0), entry("Me", 1)]
    assert [it.name for it in rules.others(found, "me", NOW)] == ["ada", "Zoe"]
